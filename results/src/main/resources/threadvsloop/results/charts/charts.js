// The definition of every chart, once: charts[kind](data, width) is an ECharts option. Used twice: by ChartRenderer
// inside the JVM, which makes the SVG files, and by the report's page, which puts a live chart in the SVG's place.
'use strict';

const charts = {};

const NINES = [
  [Math.log10(1 / 0.9), '10%'], [Math.log10(2), '50%'], [1, '90%'], [2, '99%'], [3, '99.9%'], [4, '99.99%'],
  [5, '99.999%'], [6, '99.9999%'],
];

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
  const merged = data.lines.map((line) => (
    { ...identity(line), data: logarithmic(line.points), showSymbol: false, z: 3 }));
  const nines = spaced(NINES.filter(([at]) => at <= lastNine + 0.01), (lastNine * 46) / width);
  const option = {
    ...frame(data, width, legend),
    grid: { left: LEFT, right: 24, top: titleHeight(data, width) + 44, bottom: height + 52 },
    xAxis: bareAxis('share of requests answered within that time', { ...xName(30), min: NINES[0][0], max: lastNine }),
    yAxis: bareAxis('response time, ms (logarithmic)', { ...yName, min: low, max: high }),
    series: [
      xTicks(nines),
      yTicks(logTicks(low, high)),
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

/**
 * lines: {label, family, slot, note, points}; a point is {at, value, least, most, hollow}: a mean over the blocks, their
 * ends, and whether its mark is hollow, as the caption says why.
 */
charts.sweep = (data, width) => {
  const x = data.logX ? Math.log10 : (value) => value;
  const y = data.logY ? Math.log10 : (value) => value;
  const points = data.lines.flatMap((line) => line.points);
  const places = [...new Set(points.map(({ at }) => at))].sort((a, b) => a - b);
  const [left, right] = data.fromZero ? [0, Math.max(1, ...places) * 1.03] : extent(places.map(x), 0.04);
  const [low, high] = data.logY
    ? extent(points.flatMap(({ least, most }) => [y(least), y(most)]))
    : [0, Math.max(1e-9, ...points.map(({ most }) => most)) * 1.05];
  const named = new Map(data.lines.map((line) => [line.note ? `${line.label}: ${line.note}` : line.label, line]));
  const { legend, height } = legendBelow([...named.keys()], width, data.lines.some((line) => line.note));
  const marked = spaced(places.map((place) => [x(place), number(place)]), (right - left) * 46 / width);
  const series = [...named].map(([name, line]) => ({
    ...identity(line),
    name,
    data: line.points.map((point) => ({
      value: [x(point.at), y(point.value)], point, ...(point.hollow ? { itemStyle: hollowOf(line) } : {}),
    })),
    markLine: whiskers(line, line.points.map(({ at, least, most }) => [[x(at), y(least)], [x(at), y(most)]])),
  }));
  const option = {
    ...frame(data, width, legend),
    grid: { left: LEFT, right: 24, top: titleHeight(data, width) + 44, bottom: height + 52 },
    xAxis: bareAxis(data.xName, { ...xName(30), min: left, max: right }),
    yAxis: bareAxis(data.yName, { ...yName, min: low, max: high }),
    series: [xTicks(marked), yTicks(data.logY ? logTicks(low, high) : linearTicks(low, high)), ...series],
  };
  option.tooltip.formatter = (items) => tooltipRows(
    `${number(items[0].data.point.at)} ${data.xName}`,
    items.map(({ marker, seriesName, data: { point } }) => [marker, named.get(seriesName).label, withRange(point)]));
  return option;
};

const withRange = ({ value, least, most }) => `${number(value)} (${number(least)} to ${number(most)})`;
const hollowOf = (line) => ({ color: '#fff', borderColor: color(line), borderWidth: 2 });

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

/**
 * bars: {label, family, slot, value, pale, note, most, blocks}: a mean over the blocks, what part of it is drawn pale, what
 * stands behind the number, and the single values with the largest of them.
 */
charts.bars = (data, width) => {
  const rows = data.bars.map((bar) => bar.label);
  const labels = Math.min(width * 0.35, 24 + Math.max(...rows.map((row) => row.length)) * 7.2);
  const high = Math.max(1e-9, ...data.bars.map((bar) => Math.max(bar.value, bar.most))) * 1.04;
  const plot = width - labels - 90;
  const marks = spaced(linearTicks(0, high), high * 46 / plot);
  const bars = (of, opacity) => ({
    type: 'bar',
    stack: 'whole',
    barMaxWidth: 26,
    data: data.bars.map((bar) => ({ value: of(bar), itemStyle: { color: color(bar), opacity } })),
  });
  const option = {
    ...frame(data, width, { show: false }),
    grid: { left: labels, right: 90, top: titleHeight(data, width) + 14, bottom: 50 },
    xAxis: bareAxis(data.xName, { ...xName(30), min: 0, max: high }),
    yAxis: {
      type: 'category', data: rows, inverse: true,
      axisLabel: { ...text, width: labels - 12, overflow: 'truncate' },
      axisLine: { lineStyle: faint },
      axisTick: { show: false },
    },
    series: [
      xTicks(marks, 'end'),
      bars((bar) => bar.value - bar.pale, 1),
      ...(data.bars.some((bar) => bar.pale > 0) ? [bars((bar) => bar.pale, 0.35)] : []),
      {
        type: 'scatter', silent: true, symbol: 'circle', symbolSize: 7, z: 4,
        itemStyle: { color: '#fff', borderColor: '#222', borderWidth: 1.2, opacity: 1 },
        data: data.bars.flatMap((bar, row) => bar.blocks.map((value) => [value, row])),
      },
      {
        type: 'scatter', silent: true, symbolSize: 0.01, z: 5, itemStyle: { opacity: 1 },
        label: {
          ...text,
          show: true,
          position: 'right',
          distance: 10,
          fontWeight: 600,
          formatter: ({ data: [, , label] }) => label,
        },
        data: data.bars.map((bar, row) => [Math.max(bar.value, bar.most), row, `${number(bar.value)}${bar.note}`]),
      },
    ],
  };
  option.tooltip.axisPointer = { type: 'shadow' };
  option.tooltip.formatter = (items) => {
    const { dataIndex, marker } = items.find((item) => item.seriesType === 'bar') ?? items[0];
    const bar = data.bars[dataIndex];
    return tooltipRows(bar.label, [
      [marker, 'mean of blocks', number(bar.value)],
      ...(bar.pale > 0 ? [['', 'of it pale', number(bar.pale)]] : []),
      ['', 'blocks', bar.blocks.map(number).join(', ')]]);
  };
  return option;
};

/** phases: {name, from, to}; response: [s, p50, p99, max in ms]; inFlight, threads, pss: [s, value]. */
charts.timeline = (data, width) => {
  const top = titleHeight(data, width) + 62;
  const heights = [150, 70, 70, 70];
  const tops = heights.map((_, i) => top + heights.slice(0, i).reduce((sum, height) => sum + height + 40, 0));
  const rowsOf = [data.response, data.inFlight, data.threads, data.pss];
  const end = Math.max(1, ...data.phases.map((phase) => phase.to), ...rowsOf.flat().map(([second]) => second));
  const latencies = data.response.flatMap(([, ...ms]) => ms).filter((ms) => ms > 0).map(Math.log10);
  const ranges = [
    latencies.length ? extent(latencies) : [0, 1],
    ...rowsOf.slice(1).map((rows) => [0, Math.max(1e-9, ...rows.map(([, value]) => value)) * 1.1]),
  ];
  const scales = [logTicks(...ranges[0]), ...ranges.slice(1).map((range) => linearTicks(...range, 3))];
  const seconds = spaced(linearTicks(0, end, 10), end * 46 / width);
  const panel = (index, name, points, more) => ({
    type: 'line', name, xAxisIndex: index, yAxisIndex: index, data: points, showSymbol: false, color: color(data),
    lineStyle: { width: 2 }, areaStyle: { opacity: 0.15 }, ...more,
  });
  const logarithmic = (column) => data.response.map((row) => [row[0], Math.log10(row[column])]);
  const quantile = (name, column, dash) => panel(0, name, logarithmic(column), {
    lineStyle: { width: 2, type: dash },
    areaStyle: undefined,
    showSymbol: data.response.length === 1,
  });
  const names = ['p50', 'p99', 'max'];
  const option = {
    ...frame(data, width, { data: names, right: 8, top: top - 54, itemWidth: 36, textStyle: text }),
    grid: heights.map((height, i) => ({ left: LEFT, right: 24, top: tops[i], height })),
    xAxis: heights.map((_, i) =>
      bareAxis(i === 3 ? 'seconds since the trial started' : '', { ...xName(28), gridIndex: i, min: 0, max: end })),
    yAxis: ['response time per second, ms', 'requests in flight', 'threads', 'PSS, MiB'].map((name, i) =>
      bareAxis(name, { ...yName, ...(i === 0 ? { nameGap: 30 } : {}), gridIndex: i, min: ranges[i][0], max: ranges[i][1] })),
    series: [
      ...scales.map((marks, i) => ({ ...yTicks(marks), xAxisIndex: i, yAxisIndex: i })),
      { ...xTicks(seconds), xAxisIndex: 3, yAxisIndex: 3 },
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
    items.filter((item) => item.value[1] !== undefined).map(({ marker, seriesName, value: [, value] }) =>
      [marker, seriesName, names.includes(seriesName) ? `${pow10(value)} ms` : number(value)]));
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
