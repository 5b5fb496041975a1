// Charts of claims: effects with their intervals, thresholds and blocks. Loaded after charts.js.
'use strict';

/**
 * panels: {xName, ratio, logarithmic, rows}; a row is {label, verdict, decides, estimate, low, high, thresholds, blocks}, where low or
 * high is null if it has no bound; zone: the two ratios between which nothing matters; heightPx of the whole.
 */
charts.effects = (data, width) => {
  const rows = data.panels.flatMap((panel) => panel.rows);
  const found = Object.keys(RULINGS).filter((name) => rows.some((row) => row.verdict === name));
  const { legend, height } = legendBelow(found, width);
  const longest = (texts, perChar) => 14 + Math.max(...texts.map((label) => label.length)) * perChar;
  const left = Math.min(width * 0.35, longest(rows.map((row) => row.label), 7.4));
  const numbers = width >= 560;
  const ranges = data.panels.map((panel) => rangeOf(panel, data.zone));
  const told = data.panels.flatMap((panel, i) => panel.rows.map((row) => toldText(row, panel, ranges[i])));
  const right = numbers ? longest(told, 7) : 24;
  const top = titleHeight(data, width) + 14;
  const each = (data.heightPx - top - height - 12 - PANEL_GAP * data.panels.length) / rows.length;
  let next = top;
  const places = data.panels.map((panel) => {
    const place = { top: next, height: each * panel.rows.length };
    next += place.height + PANEL_GAP;
    return place;
  });
  const option = {
    ...frame(data, width, legend),
    grid: places.map((place) => ({ left, right, ...place })),
    xAxis: data.panels.map((panel, i) =>
      bareAxis(panel.xName, { ...xName(28), gridIndex: i, min: ranges[i][0], max: ranges[i][1] })),
    yAxis: data.panels.map((panel, i) =>
      bareAxis('', { gridIndex: i, min: -0.5, max: panel.rows.length - 0.5 })),
    series: data.panels.flatMap((panel, i) =>
      effectSeries(panel, i, { range: ranges[i], zone: data.zone, plot: width - left - right, left, numbers, found })),
  };
  option.tooltip.trigger = 'item';
  option.tooltip.formatter = ({ data: { row }, marker }) => row && tooltipRows(row.label, [
    [marker, row.verdict, effectText(row)],
    ['', 'held against', row.thresholds.map(number).join(' and ') || 'nothing'],
    ...(row.blocks.length ? [['', 'blocks', row.blocks.map(number).join(', ')]] : [])]);
  return option;
};

const PANEL_GAP = 54;
const RULINGS = {
  Supported: { color: PALETTE[0], symbol: 'circle' },
  Refuted: { color: PALETTE[1], symbol: 'circle', hollow: true },
  Inconclusive: { color: PALETTE[5], symbol: 'path://M-1,-1L1,1M-1,1L1,-1', hollow: true },
};
const bound = (value, none, row) => (value === null ? none : apart(value, row.thresholds));
const effectText = (row) =>
  `${apart(row.estimate, row.thresholds)} (${bound(row.low, '-∞', row)} – ${bound(row.high, '∞', row)})`;

/** Three digits that matter, and more where those would put it on another side of a threshold than it is on. */
function apart(value, thresholds) {
  const isTold = (name) => thresholds.every((threshold) =>
    Math.sign(Number(name.split(',').join('')) - threshold) === Math.sign(value - threshold));
  const names = [number(value), ...[4, 5, 6, 7, 8, 9].map((digits) => String(Number(value.toPrecision(digits))))];
  return names.find(isTold) ?? names.at(-1);
}

const isLogarithmic = (panel) => panel.ratio || panel.logarithmic;

/** Where a value stands on a panel's axis. */
function scaleOf(panel) {
  return isLogarithmic(panel) ? (value) => (value > 0 ? Math.log10(value) : -Infinity) : (value) => value;
}

/** The numbers beside a row; a mark that has no place on the axis is said to have none. */
function toldText(row, panel, [low, high]) {
  return effectText(row) + (isOn(scaleOf(panel)(row.estimate), low, high) ? '' : ', off the axis');
}

/** The axis of a panel: ends in the axis' own measure, which of a logarithmic one is the exponent of ten. */
function rangeOf(panel, zone) {
  if (panel.ratio) return ratioRange(panel.rows, zone);
  return panel.logarithmic ? logarithmicRange(panel.rows) : levelRange(panel.rows);
}

/** Of levels that differ by powers of ten: all that is known of them. */
function logarithmicRange(rows) {
  const values = rows.flatMap((row) => [row.estimate, ...row.thresholds, ...known(row)]).filter((value) => value > 0);
  return extent(values.map(Math.log10), 0.06);
}

/** Wide enough for estimates and thresholds; beyond 1,000 times only if most are there, and no interval takes it all. */
function ratioRange(rows, zone) {
  const sizes = rows.map((row) => Math.abs(Math.log10(row.estimate))).sort((a, b) => a - b);
  const most = Math.max(3, 1.2 * sizes[Math.floor(sizes.length / 2)]);
  const within = (value) => Math.min(most, Math.max(-most, Math.log10(value)));
  const marks = rows.flatMap((row) => row.thresholds).filter((value) => value > 0).map(Math.log10);
  const core = [...rows.map((row) => within(row.estimate)), ...marks, ...zone.map(Math.log10)];
  return stretched(core, rows.map((row) => known(row).filter((value) => value > 0).map(within)), 0.12);
}

function levelRange(rows) {
  const core = rows.flatMap((row) => [row.estimate, ...row.thresholds]);
  const ends = rows.map(known);
  return stretched(core, ends, Math.max(1e-9, 0.1 * Math.max(...core.map(Math.abs))));
}

const known = (row) => [row.low, row.high, ...row.blocks].filter((value) => value !== null);

/** From the core outwards to each row's ends, but no further than most rows need, half the core's width, or `least`. */
function stretched(core, endsOfRows, least) {
  const low = Math.min(...core);
  const high = Math.max(...core);
  const ends = endsOfRows.flat();
  const needs = endsOfRows.map((row) => Math.max(low - Math.min(low, ...row), Math.max(high, ...row) - high))
    .sort((a, b) => a - b);
  const room = Math.max(least, (high - low) / 2, needs[Math.floor(needs.length / 2)]);
  return extent([Math.max(low - room, Math.min(low, ...ends)), Math.min(high + room, Math.max(high, ...ends))], 0.06);
}

/** One panel of effects, the first row on top. */
function effectSeries(panel, index, { range: [low, high], zone, plot, left, numbers, found }) {
  const at = scaleOf(panel);
  const px = (high - low) / plot;
  const y = (row) => panel.rows.length - 1 - panel.rows.indexOf(row);
  const axes = { xAxisIndex: index, yAxisIndex: index };
  const still = { type: 'scatter', ...axes, silent: true, tooltip: { show: false }, itemStyle: { opacity: 1 } };
  const labels = (1.3 * left) / 7.4;
  const marks = isLogarithmic(panel) ? logTicks(low, high) : linearTicks(low, high);
  const across = (x, row, half) => [[x, y(row) - half], [x, y(row) + half]];
  const effects = found.map((name) => {
    const ruling = RULINGS[name];
    const rows = panel.rows.filter((row) => row.verdict === name);
    return {
      type: 'scatter', name, ...axes, color: ruling.color, symbol: ruling.symbol, symbolSize: 12, z: 4,
      itemStyle: marker(ruling),
      data: rows.flatMap((row) => [
        ...(isOn(at(row.estimate), low, high)
          ? [{ value: [at(row.estimate), y(row)], symbolSize: row.decides ? 12 : 8, row }]
          : []),
        ...beyond(row, at, low, high, 5 * px).map(([x, symbolRotate]) => ({
          value: [x, y(row)], symbol: 'triangle', symbolSize: 9, symbolRotate, itemStyle: { color: ruling.color }, row,
        })),
      ]),
      markLine: lines(ruling.color, 2, rows.flatMap((row) => interval(row, at, ruling, { low, high, px })
        .map((ends) => ends.map((x) => [x, y(row)])))),
    };
  });
  return [
    { ...xTicks(spaced(marks, 46 * px)), ...axes },
    { ...yTicks(panel.rows.map((row) => [y(row), cut(row.label, labels)])), ...axes },
    ...(panel.ratio ? [middle(zone.map(Math.log10), axes)] : []),
    { ...still, data: [], markLine: lines(INK, 2, panel.rows.flatMap((row) => row.thresholds
      .map((value) => across(at(value), row, 0.36)).filter(([[x]]) => x >= low && x <= high))) },
    { ...still, z: 3, symbolSize: 5, itemStyle: { color: INK, opacity: 0.55 },
      data: panel.rows.flatMap((row) => row.blocks.map(at).filter((x) => x >= low && x <= high)
        .map((x) => [x, y(row) - 0.33])) },
    ...effects,
    ...(numbers ? [{ ...still, symbolSize: 0.01,
      label: { ...text, show: true, position: 'right', distance: 8, formatter: ({ data: [, , label] }) => label },
      data: panel.rows.map((row) => [high, y(row), toldText(row, panel, [low, high])]) }] : []),
  ];
}

const marker = ({ color: of, hollow }) => (hollow
  ? { color: 'transparent', borderColor: of, borderWidth: 2.4, opacity: 1 }
  : { color: of, opacity: 1 });

const cut = (string, chars) => (string.length > chars ? `${string.slice(0, Math.max(1, chars - 1))}…` : string);

const isOn = (x, low, high) => x >= low && x <= high;

/** The places of arrows, and which way they point, where an effect or its interval leaves the axis. */
function beyond(row, at, low, high, inset) {
  const least = Math.min(at(row.estimate), row.low === null ? -Infinity : at(row.low));
  const most = Math.max(at(row.estimate), row.high === null ? Infinity : at(row.high));
  return [...(least < low ? [[low + inset, 90]] : []), ...(most > high ? [[high - inset, -90]] : [])];
}

/** An interval's line as far as the axis shows it, in pieces that leave room for a hollow mark. */
function interval(row, at, { hollow }, { low, high, px }) {
  const from = row.low === null ? low : Math.max(low, at(row.low));
  const to = row.high === null ? high : Math.min(high, at(row.high));
  const middle = at(row.estimate);
  if (!hollow || !isOn(middle, from, to)) return from < to ? [[from, to]] : [];
  const gap = (row.decides ? 7.5 : 5.5) * px;
  return [[from, middle - gap], [middle + gap, to]].filter(([a, b]) => b > a);
}

const lines = (of, thick, segments) => ({
  silent: true,
  symbol: 'none',
  animation: false,
  label: { show: false },
  lineStyle: { color: of, width: thick, type: 'solid', opacity: 1 },
  data: segments.map((ends) => ends.map((coord) => ({ coord }))),
});

/** The zone in which a difference is of no interest, and the line at 1. */
const middle = (zone, axes) => ({
  type: 'line', data: [], silent: true, tooltip: { show: false }, ...axes,
  markArea: { silent: true, itemStyle: { color: INK, opacity: 0.1 }, data: [zone.map((xAxis) => ({ xAxis }))] },
  markLine: {
    silent: true, symbol: 'none', animation: false, precision: EXACT, label: { show: false },
    lineStyle: { color: INK, width: 1, type: 'solid', opacity: 0.7 }, data: [{ xAxis: 0 }],
  },
});
