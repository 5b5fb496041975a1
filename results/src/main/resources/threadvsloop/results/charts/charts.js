// The definition of every chart, once: charts[kind](data, width) is an ECharts option. Used twice: by ChartRenderer
// inside the JVM, which makes the SVG files, and by the report's page, which puts a live chart in the SVG's place.
// Text, axes and grid are drawn in currentColor, so the same drawing suits a light and a dark page.
'use strict';

const INK = 'currentColor';

// Contrast of at least 3:1 on white and on #15181c alike. The first four, which most runs need, also stay apart for the
// three kinds of colour blindness; symbols and dashes tell families apart without any colour.
const PALETTE = [
  '#0077bb', '#d55e00', '#009e73', '#aa4499', '#a87b00', '#64748b',
  '#d1365b', '#1595a8', '#7b6be0', '#6b8e23', '#9a5b34', '#d7659f',
];

const FAMILIES = {
  thread: { dash: 'solid', symbol: 'circle' },
  virtual: { dash: [7, 4], symbol: 'triangle' },
  loop: { dash: [2, 3], symbol: 'rect' },
};

const color = (line) => PALETTE[line.slot % PALETTE.length];
const family = (line) => FAMILIES[line.family] ?? { dash: [10, 3, 2, 3], symbol: 'diamond' };

// ---- numbers --------------------------------------------------------------------------------------------------------

const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** Three digits that matter, thousands grouped: 12,345  123  12.3  1.23  0.0123 */
function number(value) {
  const size = Math.abs(value);
  if (size >= 100) return (value < 0 ? '-' : '') + grouped(String(Math.round(size)));
  if (size === 0) return '0';
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(size)));
  return String(Number(value.toFixed(Math.min(decimals, 6))));
}

const pow10 = (exponent) => number(10 ** exponent);

/** As many decimals as there are nines after the first: 50%  98.6%  99.91% */
const percent = (nines) => `${(100 * (1 - 10 ** -nines)).toFixed(Math.max(0, Math.ceil(nines) - 1))}%`;

/** Values to mark between two logarithms, from the coarsest set that has at least four of them in range. */
function logTicks(low, high) {
  const sets = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]];
  for (const set of sets) {
    const ticks = [];
    for (let decade = Math.floor(low); decade <= Math.ceil(high); decade++) {
      for (const step of set) {
        const at = decade + Math.log10(step);
        if (at >= low && at <= high) ticks.push(at);
      }
    }
    if (ticks.length >= 4) return ticks;
  }
  return evenTicks(10 ** low, 10 ** high).map(Math.log10);
}

/** For a range too narrow for a logarithm's steps: equal steps of 1, 2 or 5 times a power of ten. */
function evenTicks(low, high) {
  const rough = (high - low) / 7;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const ticks = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) ticks.push(Number(at.toPrecision(12)));
  return ticks;
}

// ---- parts that all charts share ------------------------------------------------------------------------------------

const text = { color: INK, fontFamily: 'system-ui, sans-serif', fontSize: 13 };
const faint = { color: '#80808059', width: 1, type: 'solid' };

function frame(data, width, legend) {
  return {
    animation: false,
    textStyle: text,
    title: {
      text: data.title,
      subtext: data.subtitle,
      left: 0,
      top: 0,
      itemGap: 2,
      textStyle: { ...text, fontSize: 16, lineHeight: 22, fontWeight: 600, width: width - 8, overflow: 'break' },
      subtextStyle: { ...text, lineHeight: 18, width: width - 8, overflow: 'break' },
    },
    legend,
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: 'var(--surface)',
      borderColor: 'var(--line)',
      textStyle: { ...text, color: 'var(--ink)' },
      axisPointer: { type: 'line', lineStyle: { color: INK, opacity: 0.5 } },
    },
  };
}

/** A legend below the plot, and the height it takes once wrapped; the JVM has no fonts to measure, hence the estimate. */
function legendBelow(names, width, onePerRow = false) {
  const room = width - 60;
  const lines = onePerRow ? names.map((name) => Math.ceil((name.length * 7) / room)) : flow(names, width).map(() => 1);
  const legend = {
    data: names, left: 0, bottom: 0, itemWidth: 36, itemGap: onePerRow ? 9 : 22, inactiveColor: '#8888',
    orient: onePerRow ? 'vertical' : 'horizontal',
    textStyle: onePerRow ? { ...text, lineHeight: 16, width: room, overflow: 'break' } : text,
  };
  return { legend, height: lines.reduce((sum, count) => sum + 8 + count * 16, 0) };
}

/** Names set one after the other into rows, as ECharts does. */
function flow(names, width) {
  const rows = [];
  let used = Infinity;
  for (const name of names) {
    const wide = 62 + name.length * 7.2;
    if (used + wide > width - 20) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1).push(name);
    used += wide;
  }
  return rows;
}

/** Room above the plot for a title of as many lines as it wraps to. */
function titleHeight(data, width) {
  const lines = (string, perChar) => (string ? Math.ceil((string.length * perChar) / width) : 0);
  return lines(data.title, 8.6) * 22 + lines(data.subtitle, 7) * 19;
}

const plainAxis = (name, more) => ({
  type: 'value',
  name,
  nameTextStyle: text,
  axisLabel: { ...text, formatter: number, hideOverlap: true },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: faint },
  ...more,
});

/** A value axis without marks of its own; ticks() draws them where they are wanted. */
const bareAxis = (name, more) =>
  plainAxis(name, { axisLabel: { show: false }, splitLine: { show: false }, ...more });

const xName = (gap = 30) => ({ nameLocation: 'middle', nameGap: gap });
const LEFT = 60;
const yName = { nameLocation: 'end', nameGap: 14, nameTextStyle: { ...text, align: 'left', padding: [0, 0, 0, 5 - LEFT] } };

/** Labelled lines at chosen places of bare axes: ECharts itself puts ticks at equal steps only. */
function ticks(marks) {
  return {
    type: 'line',
    data: [],
    silent: true,
    tooltip: { show: false },
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: faint,
      label: { ...text, position: 'start', distance: 6, formatter: (mark) => mark.name },
      data: marks,
    },
  };
}

const xTicks = (values, label) => values.map((value) => ({ xAxis: value, name: label(value) }));
const yTicks = (values, label) => values.map((value) => ({ yAxis: value, name: label(value) }));

/** The parts of a series that say which contestant it is. */
function identity(line) {
  return {
    type: 'line',
    name: line.label,
    color: color(line),
    symbol: family(line).symbol,
    symbolSize: 8,
    lineStyle: { width: 2.2, type: family(line).dash },
    emphasis: { focus: 'series' },
  };
}

const html = (string) => echarts.format.encodeHTML(String(string));

/** rows: [marker, name, value]; names left, values right, whatever the page does to its own tables. */
function tooltipRows(heading, rows) {
  const row = ([marker, name, value]) => '<div style="display:flex;justify-content:space-between;gap:1.5em">'
    + `<span>${marker}${html(name)}</span><b>${html(value)}</b></div>`;
  return `<div>${html(heading)}</div>${rows.map(row).join('')}`;
}

/** Smallest and largest of all numbers, spread a little so that no line runs along the frame. */
function extent(values, margin = 0.05) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const pad = (high - low) * margin || 0.02;
  return [low - pad, high + pad];
}

// ---- the charts -----------------------------------------------------------------------------------------------------

const charts = {};

const NINES = [[Math.log10(1 / 0.9), '10%'], [Math.log10(2), '50%'], [1, '90%'], [2, '99%'], [3, '99.9%'], [4, '99.99%'], [5, '99.999%'], [6, '99.9999%']];

/** lines: {label, family, slot, points, blocks}; a point is [nines = log10(1 ÷ (1 − p)), response time in ms]. */
charts.latency = (data, width) => {
  const all = data.lines.flatMap((line) => [line.points, ...line.blocks]).flat();
  const lastNine = Math.max(1, ...all.map(([nines]) => nines));
  const [low, high] = extent(all.map(([, ms]) => Math.log10(ms)));
  const { legend, height } = legendBelow(data.lines.map((line) => line.label), width);
  const logarithmic = (points) => points.map(([nines, ms]) => [nines, Math.log10(ms)]);
  const blocks = data.lines.flatMap((line) => line.blocks.map((points) => ({
    type: 'line', data: logarithmic(points), color: color(line), lineStyle: { width: 1, opacity: 0.35 },
    symbol: 'none', silent: true, tooltip: { show: false }, z: 1,
  })));
  const merged = data.lines.map((line) => ({ ...identity(line), data: logarithmic(line.points), showSymbol: false, z: 3 }));
  const option = {
    ...frame(data, width, legend),
    grid: { left: LEFT, right: 24, top: titleHeight(data, width) + 44, bottom: height + 52 },
    xAxis: bareAxis('share of requests answered within that time', { ...xName(30), min: NINES[0][0], max: lastNine }),
    yAxis: bareAxis('response time, ms (logarithmic)', { ...yName, min: low, max: high }),
    series: [
      ticks(spaced(NINES.filter(([at]) => at <= lastNine + 0.01), (lastNine * 46) / width).map(([at, name]) => ({ xAxis: at, name }))),
      ticks(yTicks(logTicks(low, high), pow10)),
      ...blocks,
      ...merged,
    ],
  };
  option.tooltip.formatter = (items) => tooltipRows(
    `${percent(items[0].value[0])} of requests within`,
    items.filter((item) => item.seriesName && data.lines.some((line) => line.label === item.seriesName))
      .map((item) => [item.marker, item.seriesName, `${pow10(item.value[1])} ms`]));
  return option;
};

/** lines: {label, family, slot, note, points}; a point is [x, median, least, most] over the blocks. */
charts.sweep = (data, width) => {
  const x = data.logX ? Math.log10 : (value) => value;
  const y = data.logY ? Math.log10 : (value) => value;
  const points = data.lines.flatMap((line) => line.points);
  const places = [...new Set(points.map(([at]) => at))].sort((a, b) => a - b);
  const [left, right] = data.fromZero ? [0, Math.max(1, ...places) * 1.03] : extent(places.map(x), 0.04);
  const [low, high] = data.logY
    ? extent(points.flatMap(([, , least, most]) => [y(least), y(most)]))
    : [0, Math.max(1e-9, ...points.map(([, , , most]) => most)) * 1.05];
  const named = new Map(data.lines.map((line) => [line.note ? `${line.label}: ${line.note}` : line.label, line]));
  const { legend, height } = legendBelow([...named.keys()], width, data.lines.some((line) => line.note));
  const marked = spaced(places.map((place) => [x(place), number(place)]), (right - left) * 46 / width);
  const series = [...named].map(([name, line]) => ({
    ...identity(line),
    name,
    data: line.points.map(([at, median, least, most]) => ({ value: [x(at), y(median)], least, most, median, at })),
    markLine: whiskers(line, line.points.map(([at, , least, most]) => [[x(at), y(least)], [x(at), y(most)]])),
  }));
  const option = {
    ...frame(data, width, legend),
    grid: { left: LEFT, right: 24, top: titleHeight(data, width) + 44, bottom: height + 52 },
    xAxis: bareAxis(data.xName, { ...xName(30), min: left, max: right }),
    yAxis: data.logY
      ? bareAxis(data.yName, { ...yName, min: low, max: high })
      : plainAxis(data.yName, { ...yName, min: 0 }),
    series: [
      ticks(marked.map(([at, name]) => ({ xAxis: at, name }))),
      ...(data.logY ? [ticks(yTicks(logTicks(low, high), pow10))] : []),
      ...series,
    ],
  };
  option.tooltip.formatter = (items) => tooltipRows(
    `${number(items[0].data.at)} ${data.xName}`,
    items.map(({ marker, seriesName, data: point }) =>
      [marker, named.get(seriesName).label, `${number(point.median)} (${number(point.least)} to ${number(point.most)})`]));
  return option;
};

/** Leaves out marks that would touch the one after them; the last always stays. */
function spaced(marks, distance) {
  const kept = [];
  for (const mark of [...marks].reverse()) {
    if (kept.length === 0 || kept.at(-1)[0] - mark[0] >= distance) kept.push(mark);
  }
  return kept.reverse();
}

const whiskers = (line, segments) => ({
  silent: true,
  symbol: 'none',
  animation: false,
  label: { show: false },
  lineStyle: { color: color(line), width: 1.6, type: 'solid', opacity: 0.8 },
  data: segments.map((ends) => ends.map((coord) => ({ coord }))),
});

/** bars: {label, family, slot, median, least, most, blocks}, blocks being the single values. */
charts.bars = (data, width) => {
  const rows = data.bars.map((bar) => bar.label);
  const labels = Math.min(width * 0.35, 24 + Math.max(...rows.map((row) => row.length)) * 7.2);
  const option = {
    ...frame(data, width, { show: false }),
    grid: { left: labels, right: 90, top: titleHeight(data, width) + 14, bottom: 50 },
    xAxis: plainAxis(data.xName, { ...xName(30), min: 0 }),
    yAxis: {
      type: 'category', data: rows, inverse: true,
      axisLabel: { ...text, width: labels - 12, overflow: 'truncate' }, axisLine: { lineStyle: faint }, axisTick: { show: false },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 26,
        data: data.bars.map((bar) => ({ value: bar.median, itemStyle: { color: color(bar) } })),
      },
      {
        type: 'scatter', silent: true, symbol: 'circle', symbolSize: 7, z: 4,
        itemStyle: { color: '#fff', borderColor: '#222', borderWidth: 1.2, opacity: 1 },
        data: data.bars.flatMap((bar, row) => bar.blocks.map((value) => [value, row])),
      },
      {
        type: 'scatter', silent: true, symbolSize: 0.01, z: 5, itemStyle: { opacity: 1 },
        label: { ...text, show: true, position: 'right', distance: 10, fontWeight: 600, formatter: ({ data: [, , label] }) => label },
        data: data.bars.map((bar, row) => [bar.most, row, number(bar.median)]),
      },
    ],
  };
  option.tooltip.axisPointer = { type: 'shadow' };
  option.tooltip.formatter = ([{ dataIndex, marker }]) => {
    const bar = data.bars[dataIndex];
    return tooltipRows(bar.label, [
      [marker, 'median of blocks', number(bar.median)], ['', 'blocks', bar.blocks.map(number).join(', ')]]);
  };
  return option;
};

/** phases: {name, from, to}; response: [s, p50, p99, max in ms]; inFlight, threads, pss: [s, value]; s since the start. */
charts.timeline = (data, width) => {
  const top = titleHeight(data, width) + 62;
  const heights = [150, 70, 70, 70];
  const tops = heights.map((_, i) => top + heights.slice(0, i).reduce((sum, height) => sum + height + 40, 0));
  const end = Math.max(...data.phases.map((phase) => phase.to), 1);
  const latencies = data.response.flatMap(([, ...ms]) => ms).filter((ms) => ms > 0).map(Math.log10);
  const [low, high] = latencies.length ? extent(latencies) : [0, 1];
  const panel = (index, name, points, more) => ({
    type: 'line', name, xAxisIndex: index, yAxisIndex: index, data: points, showSymbol: false, color: color(data),
    lineStyle: { width: 2 }, areaStyle: { opacity: 0.15 }, ...more,
  });
  const quantile = (name, column, dash) => panel(0, name, data.response.map((row) => [row[0], Math.log10(row[column])]), {
    lineStyle: { width: 2, type: dash },
    areaStyle: undefined,
    showSymbol: data.response.length === 1,
  });
  const names = ['p50', 'p99', 'max'];
  const option = {
    ...frame(data, width, { data: names, right: 8, top: top - 54, itemWidth: 36, textStyle: text }),
    grid: heights.map((height, i) => ({ left: LEFT, right: 24, top: tops[i], height })),
    xAxis: heights.map((_, i) => plainAxis(i === 3 ? 'seconds since the trial started' : '', {
      ...xName(28), gridIndex: i, min: 0, max: end, splitLine: { show: false }, axisLine: { show: true, lineStyle: faint },
      axisLabel: { ...text, show: i === 3, formatter: number, showMaxLabel: Number.isInteger(end) },
    })),
    yAxis: [
      bareAxis('response time per second, ms', { ...yName, nameGap: 30, gridIndex: 0, min: low, max: high }),
      ...['requests in flight', 'threads', 'PSS, MiB'].map((name, i) => plainAxis(name, { ...yName, gridIndex: i + 1, min: 0, splitNumber: 2 })),
    ],
    series: [
      { ...ticks(yTicks(logTicks(low, high), pow10)), xAxisIndex: 0, yAxisIndex: 0 },
      ...heights.map((_, i) => bands(data.phases, i)),
      quantile('p50', 1, 'solid'),
      quantile('p99', 2, [7, 4]),
      quantile('max', 3, [2, 3]),
      panel(1, 'requests in flight', data.inFlight),
      panel(2, 'threads', data.threads),
      panel(3, 'PSS, MiB', data.pss),
    ],
  };
  option.axisPointer = { link: [{ xAxisIndex: 'all' }] };
  option.tooltip.formatter = (items) => tooltipRows(
    `${number(items[0].value[0])} s`,
    items.filter((item) => item.value[1] !== undefined).map((item) =>
      [item.marker, item.seriesName, names.includes(item.seriesName) ? `${pow10(item.value[1])} ms` : number(item.value[1])]));
  return option;
};

/** The phases of a trial as bands behind a panel; the first panel names those that are wide enough for their name. */
function bands(phases, panel) {
  const end = phases.at(-1)?.to ?? 1;
  return {
    type: 'line', data: [], silent: true, xAxisIndex: panel, yAxisIndex: panel, tooltip: { show: false },
    markArea: {
      silent: true,
      data: phases.map((phase, i) => [
        {
          name: panel === 0 && (phase.to - phase.from) / end > 0.012 * phase.name.length ? phase.name : '',
          xAxis: phase.from,
          itemStyle: { color: INK, opacity: phase.name === 'measurement' ? 0.02 : i % 2 ? 0.11 : 0.07 },
          label: { ...text, fontSize: 12, position: 'top', distance: 3 },
        },
        { xAxis: phase.to },
      ]),
    },
  };
}

/** Called by the JVM: the chart as SVG text. */
function renderSvg(kind, json, width, height) {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  const { tooltip, axisPointer, ...still } = charts[kind](JSON.parse(json), width);
  chart.setOption(still);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
