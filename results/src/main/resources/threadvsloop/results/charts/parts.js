// What all charts are made of: colours, numbers, axes, legends. Loaded before charts.js. Text, axes and grid are drawn in
// currentColor, so the same drawing suits a light and a dark page.
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

// No regular expressions here and in svg.js: their engine takes an interpreter longer to load than a chart to draw.
const grouped = (digits) => (digits.length <= 3 ? digits : `${grouped(digits.slice(0, -3))},${digits.slice(-3)}`);

/** Thousands grouped, with so many decimals. */
function fixed(value, decimals) {
  const [whole, rest] = Math.abs(value).toFixed(Math.min(decimals, 20)).split('.');
  const sign = value < 0 && Number(value.toFixed(Math.min(decimals, 20))) !== 0 ? '-' : '';
  return sign + grouped(whole) + (rest ? `.${rest}` : '');
}

/** Three digits that matter, thousands grouped: 12,345  123  12.3  1.23  0.0123 */
function number(value) {
  const size = Math.abs(value);
  if (size >= 100) return (value < 0 ? '-' : '') + grouped(String(Math.round(size)));
  if (size === 0) return '0';
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(size)));
  return String(Number(value.toFixed(Math.min(decimals, 12))));
}

const pow10 = (exponent) => number(10 ** exponent);

/** As many decimals as there are nines after the first: 50%  98.6%  99.91% */
const percent = (nines) => `${(100 * (1 - 10 ** -nines)).toFixed(Math.max(0, Math.ceil(nines) - 1))}%`;

/**
 * Marks [logarithm, name] between two logarithms, from the coarsest set of steps that has at least five of them in range.
 */
function logTicks(low, high) {
  for (const set of [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]]) {
    const ticks = [];
    for (let decade = Math.floor(low); decade <= Math.ceil(high); decade++) {
      for (const step of set) {
        const at = decade + Math.log10(step);
        if (at >= low && at <= high) ticks.push([at, number(Number(`${step}e${decade}`))]);
      }
    }
    if (ticks.length >= 5) return ticks;
  }
  return linearTicks(10 ** low, 10 ** high).map(([value, name]) => [Math.log10(value), name]);
}

/** Marks [value, name] at equal steps of 1, 2 or 5 times a power of ten, named with as many decimals as the step has. */
function linearTicks(low, high, most = 7) {
  const rough = (high - low) / most;
  const power = Math.floor(Math.log10(rough));
  const [factor, exponent] = [[1, power], [2, power], [5, power], [1, power + 1]]
    .find(([digit, ten]) => Number(`${digit}e${ten}`) >= rough * (1 - 1e-9));
  const step = Number(`${factor}e${exponent}`);
  const ticks = [];
  for (let count = Math.ceil(low / step - 1e-9); count * step <= high + step * 1e-9; count++) {
    const value = Number((count * step).toPrecision(12));
    ticks.push([value, fixed(value, Math.max(0, -exponent))]);
  }
  return ticks;
}

// ---- parts that all charts share ------------------------------------------------------------------------------------

// What a character takes as a rule, where nothing can be measured.
const CHAR_PX = 7;
const TITLE_CHAR_PX = 8.6;

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
  const lines = onePerRow ? names.map((name) => wrapped(name, room, CHAR_PX).length) : flow(names, width).map(() => 1);
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
  return wrapped(data.title, width - 8, TITLE_CHAR_PX).length * 22
    + wrapped(data.subtitle, width - 8, CHAR_PX).length * 19;
}

/** Lines of words that fit into so many pixels, by the usual width of a character. */
function wrapped(string, room, perChar) {
  const most = Math.max(1, Math.floor(room / perChar));
  const rows = [];
  for (const word of (string ?? '').split(' ').filter((some) => some)) {
    if (rows.length && rows.at(-1).length + 1 + word.length <= most) rows.push(`${rows.pop()} ${word}`);
    else rows.push(word);
  }
  return rows;
}

/** A value axis without marks of its own: ticks() draws them where they are wanted. It must be given its ends. */
const bareAxis = (name, more) => ({
  type: 'value',
  name,
  nameTextStyle: text,
  axisLabel: { show: false },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { show: false },
  ...more,
});

const xName = (gap = 30) => ({ nameLocation: 'middle', nameGap: gap });
const LEFT = 60;
const yName = {
  nameLocation: 'end', nameGap: 14, nameTextStyle: { ...text, align: 'left', padding: [0, 0, 0, 5 - LEFT] },
};

// ECharts rounds where a line stands to two decimals of its own accord: on a logarithmic axis up to 1% off.
const EXACT = 12;

/**
 * Labelled lines at chosen places of bare axes: ECharts itself puts ticks at equal steps only. They start where the other
 * axis does, so those of x are named at its end where y runs downwards.
 */
function ticks(marks, position = 'start') {
  return {
    type: 'line',
    data: [],
    silent: true,
    tooltip: { show: false },
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      precision: EXACT,
      lineStyle: faint,
      label: { ...text, position, distance: 6, formatter: (mark) => mark.name },
      data: marks,
    },
  };
}

const xTicks = (marks, position) => ticks(marks.map(([xAxis, name]) => ({ xAxis, name })), position);
const yTicks = (marks) => ticks(marks.map(([yAxis, name]) => ({ yAxis, name })));

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
