
// ---- the page: a live chart takes its drawing's place when it comes near the window ----------------------------------

function live(figure) {
  const drawing = figure.querySelector('.drawing');
  const data = JSON.parse(figure.querySelector('script').textContent);
  const width = drawing.clientWidth;
  const stage = document.createElement('div');
  stage.style.height = `${figure.dataset.height}px`;
  drawing.replaceChildren(stage);
  const chart = echarts.init(stage, null, { renderer: 'svg', width, height: Number(figure.dataset.height) });
  chart.setOption(charts[figure.dataset.kind](data, width));
  let drawn = width;
  new ResizeObserver(() => {
    const now = drawing.clientWidth;
    if (now === drawn || now === 0) return;
    drawn = now;
    chart.resize({ width: now });
    chart.setOption(charts[figure.dataset.kind](data, now), true);
  }).observe(drawing);
  figure.dataset.live = 'true';
}

const near = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((candidate) => candidate.isIntersecting)) {
    near.unobserve(entry.target);
    live(entry.target);
  }
}, { rootMargin: '800px' });

document.querySelectorAll('figure[data-kind]').forEach((figure) => near.observe(figure));
