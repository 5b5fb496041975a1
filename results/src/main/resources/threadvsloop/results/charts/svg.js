// Draws a chart's option as SVG text: the parts of an ECharts option that the charts of this folder use, and no others.
// ECharts itself, which takes an interpreter a quarter of a second for a chart, is left to the page. Loaded last.
'use strict';

/** Called by the JVM: the chart as SVG text. */
function renderSvg(kind, json, width, height) {
  const option = charts[kind](JSON.parse(json), width);
  const grids = many(option.grid).map((grid) => plotArea(grid, width, height));
  const axes = many(option.xAxis).map((xAxis, i) => ({ xAxis, yAxis: many(option.yAxis)[i], area: grids[i] }));
  const series = option.series.map((one) => ({ ...one, on: planeOf(axes[one.xAxisIndex ?? 0]) }));
  const inner = [
    ...series.map(drawAreas),
    ...series.filter((one) => one.data.length === 0).map((one) => drawLines(one)),
    ...axes.map(drawAxis),
    ...stacked(series.filter((one) => one.data.length > 0)).sort((a, b) => (a.z ?? 2) - (b.z ?? 2)).map(drawSeries),
    drawTitle(option.title),
    ...drawLegend(option.legend, option.series, width, height),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" `
    + `fill="none" font-family="${text.fontFamily}" font-size="${text.fontSize}">\n${inner.filter((some) => some).join('\n')}\n</svg>`;
}

const many = (some) => (Array.isArray(some) ? some : [some]);
const round = (px) => String(Math.round(px * 100) / 100);
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that XML may hold: control characters and halves of pairs, which it may not, are replaced. */
const escaped = (string) => [...String(string)].map((char) => {
  const code = char.codePointAt(0);
  const forbidden = (code < 0x20 && code !== 9 && code !== 10 && code !== 13) || (code >= 0xd800 && code < 0xe000)
    || code === 0xfffe || code === 0xffff;
  return ESCAPES[char] ?? (forbidden ? '\ufffd' : char);
}).join('');

/** Attributes; those without a value are left out. Only data-… hold text that others wrote. */
function attributes(all) {
  let attributes = '';
  for (const name in all) {
    const value = all[name];
    if (value !== undefined && value !== null) {
      const shown = typeof value === 'number' ? round(value) : name.startsWith('data-') ? escaped(value) : value;
      attributes += ` ${name}="${shown}"`;
    }
  }
  return attributes;
}
const element = (name, all, content) =>
  (content === undefined ? `<${name}${attributes(all)}/>` : `<${name}${attributes(all)}>${content}</${name}>`);

/** Text whose middle stands at a height. */
function drawText(string, x, y, style = {}, more = {}) {
  return string === '' ? '' : element('text', {
    x,
    y: y + (style.fontSize ?? text.fontSize) * 0.35,
    fill: style.color ?? INK,
    'font-size': style.fontSize === text.fontSize ? undefined : style.fontSize,
    'font-weight': style.fontWeight,
    ...more,
  }, escaped(string));
}

// ---- planes ---------------------------------------------------------------------------------------------------------

function plotArea(grid, width, height) {
  return {
    left: grid.left,
    top: grid.top,
    width: width - grid.left - grid.right,
    height: grid.height ?? height - grid.top - grid.bottom,
  };
}

/** The pixels of values. */
function planeOf({ xAxis, yAxis, area }) {
  const rows = yAxis.data?.length;
  return {
    area,
    band: rows ? area.height / rows : 0,
    x: (value) => area.left + ((value - xAxis.min) / (xAxis.max - xAxis.min)) * area.width,
    y: (value) => (rows
      ? area.top + ((value + 0.5) / rows) * area.height
      : area.top + area.height - ((value - yAxis.min) / (yAxis.max - yAxis.min)) * area.height),
  };
}

function drawAxis({ xAxis, yAxis, area }) {
  const plane = planeOf({ xAxis, yAxis, area });
  const rows = yAxis.data ?? [];
  const room = Math.floor((yAxis.axisLabel?.width ?? 0) / CHAR_PX);
  return [
    drawText(xAxis.name ?? '', area.left + area.width / 2, area.top + area.height + (xAxis.nameGap ?? 0) + 6, text,
      { 'text-anchor': 'middle' }),
    drawText(yAxis.name ?? '', 5, area.top - (yAxis.nameGap ?? 0) - 6, text),
    ...rows.map((row, i) => drawText(cut(row, room), area.left - 8, plane.y(i), text, { 'text-anchor': 'end' })),
    rows.length ? drawLine([[area.left, area.top], [area.left, area.top + area.height]], faint) : '',
  ].filter((some) => some).join('');
}

// ---- lines and areas ------------------------------------------------------------------------------------------------

/** Pixels joined by a line; dash is solid or lengths. */
function drawLine(pixels, { color: of, width, type, opacity }, more = {}) {
  let d = '';
  for (const [x, y] of pixels) d += `${d ? 'L' : 'M'}${round(x)} ${round(y)}`;
  return element('path', {
    d,
    stroke: of,
    'stroke-width': width,
    'stroke-dasharray': Array.isArray(type) ? type.join(' ') : undefined,
    opacity: opacity === 1 ? undefined : opacity,
    ...more,
  });
}

/** Lines beside a series' data: at one value across the plane, or from one place to another. */
function drawLines(one) {
  const { markLine, on } = one;
  return markLine ? group(one, markLine.data.map((mark) => drawMarkLine(mark, markLine, on)).join('')) : '';
}

function drawMarkLine(mark, { lineStyle, label }, on) {
  const { area } = on;
  if (Array.isArray(mark)) {
    return drawLine(mark.map(({ coord: [x, y] }) => [on.x(x), on.y(y)]), lineStyle);
  }
  const named = label.show === false ? '' : mark.name ?? '';
  if (mark.xAxis !== undefined) {
    const x = on.x(mark.xAxis);
    const below = drawText(named, x, area.top + area.height + 14, text, { 'text-anchor': 'middle', 'data-tick': 'x' });
    return drawLine([[x, area.top], [x, area.top + area.height]], lineStyle) + below;
  }
  const y = on.y(mark.yAxis);
  const beside = drawText(named, area.left - 6, y, text, { 'text-anchor': 'end', 'data-tick': 'y' });
  return drawLine([[area.left, y], [area.left + area.width, y]], lineStyle) + beside;
}

/** Bands from one value to another. */
function drawAreas({ markArea, on }) {
  return markArea ? markArea.data.map(([from, to]) => drawArea(from, to, markArea, on)).join('') : '';
}

function drawArea(from, to, { itemStyle }, { x, area }) {
  const style = { ...itemStyle, ...from.itemStyle };
  const [left, right] = [x(from.xAxis), x(to.xAxis)];
  const box = element('rect', {
    x: left, y: area.top, width: right - left, height: area.height, fill: style.color, opacity: style.opacity,
  });
  return box + drawText(from.name ?? '', (left + right) / 2, area.top - 9, from.label, { 'text-anchor': 'middle' });
}

// ---- series ---------------------------------------------------------------------------------------------------------

/** Bars of one stack begin where those before them end. */
function stacked(series) {
  const ends = [];
  return series.map((one) => {
    if (one.type !== 'bar') return one;
    const from = one.data.map((_, row) => ends[row] ?? 0);
    one.data.forEach(({ value }, row) => { ends[row] = from[row] + value; });
    return { ...one, from };
  });
}

function drawSeries(one) {
  const marks = { line: drawLineSeries, bar: drawBars, scatter: drawScatter }[one.type](one);
  return drawLines(one) + group(one, marks);
}

const group = (one, content) => (content ? element('g', { 'data-series': one.name }, content) : '');
const valueOf = (item) => (Array.isArray(item) ? item : item.value);

function drawLineSeries(one) {
  const { on } = one;
  const pixels = one.data.map(valueOf).map(([x, y]) => [on.x(x), on.y(y)]);
  const bottom = on.area.top + on.area.height;
  const below = [...pixels, [pixels.at(-1)[0], bottom], [pixels[0][0], bottom]];
  const shade = one.areaStyle
    ? drawLine(below, { opacity: one.areaStyle.opacity }, { fill: one.color })
    : '';
  const symbols = one.showSymbol === false || one.symbol === 'none'
    ? ''
    : one.data.map((item, i) => drawSymbol(pixels[i], one, item)).join('');
  return shade + drawLine(pixels, { color: one.color, ...one.lineStyle }, { 'data-points': pixels.length }) + symbols;
}

function drawBars({ data, from, on, barMaxWidth }) {
  const thick = Math.min(barMaxWidth, on.band * 0.8);
  return data.map(({ value, itemStyle }, row) => element('rect', {
    x: on.x(from[row]),
    y: on.y(row) - thick / 2,
    width: on.x(from[row] + value) - on.x(from[row]),
    height: thick,
    fill: itemStyle.color,
    opacity: itemStyle.opacity === 1 ? undefined : itemStyle.opacity,
  })).join('');
}

function drawScatter(one) {
  const { on, label } = one;
  return one.data.map((item) => {
    const [x, y] = valueOf(item);
    const at = [on.x(x), on.y(y)];
    return label?.show
      ? drawText(label.formatter({ data: item }), at[0] + label.distance, at[1], label)
      : drawSymbol(at, one, item);
  }).join('');
}

// ---- symbols --------------------------------------------------------------------------------------------------------

const SHAPES = {
  circle: (r) => `M${round(-r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0Z`,
  rect: (r) => `M${round(-r)} ${round(-r)}H${round(r)}V${round(r)}H${round(-r)}Z`,
  triangle: (r) => `M0 ${round(-r)}L${round(r)} ${round(r)}H${round(-r)}Z`,
  diamond: (r) => `M0 ${round(-r)}L${round(r)} 0L0 ${round(r)}L${round(-r)} 0Z`,
  cross: (r) => `M${round(-r)} ${round(-r)}L${round(r)} ${round(r)}M${round(-r)} ${round(r)}L${round(r)} ${round(-r)}`,
};

/** A mark whose middle stands at its value; item may have a look of its own. */
function drawSymbol([x, y], one, item = {}) {
  const symbol = item.symbol ?? one.symbol ?? 'circle';
  const style = { color: one.color, ...one.itemStyle, ...item.itemStyle };
  const turn = item.symbolRotate ? ` rotate(${-item.symbolRotate})` : '';
  return element('path', {
    transform: `translate(${round(x)} ${round(y)})${turn}`,
    d: SHAPES[symbol.startsWith('path') ? 'cross' : symbol]((item.symbolSize ?? one.symbolSize) / 2),
    fill: style.color === 'transparent' ? undefined : style.color,
    stroke: style.borderColor,
    'stroke-width': style.borderWidth,
    opacity: style.opacity === 1 ? undefined : style.opacity,
    'data-mark': item.symbolRotate ? 'beyond' : 'value',
    'data-row': item.row?.label,
  });
}

// ---- title and legend -----------------------------------------------------------------------------------------------

function drawTitle({ text: heading, subtext, textStyle, subtextStyle }) {
  const titles = wrapped(heading, textStyle.width, TITLE_CHAR_PX);
  const below = titles.length * textStyle.lineHeight + 2;
  return [
    ...titles.map((row, i) => drawText(row, 5, (i + 0.5) * textStyle.lineHeight + 5, textStyle)),
    ...wrapped(subtext, subtextStyle.width, CHAR_PX)
      .map((row, i) => drawText(row, 5, below + (i + 0.5) * subtextStyle.lineHeight + 5, subtextStyle)),
  ].join('');
}

function drawLegend(legend, series, width, height) {
  if (!legend?.data?.length) return [];
  const vertical = legend.orient === 'vertical';
  const rows = vertical ? legend.data.map((name) => [name]) : flow(legend.data, width);
  const lines = rows.map((row) => (vertical ? wrapped(row[0], width - 60, CHAR_PX) : [row.join('')]));
  const rowHeights = lines.map((wrappedRow) => 8 + 16 * wrappedRow.length);
  const top = legend.top ?? height - rowHeights.reduce((sum, of) => sum + of, 0);
  const taken = (names) => names.reduce((sum, name) => sum + 62 + name.length * 7.2, 0);
  return rows.map((row, i) => {
    const y = top + rowHeights.slice(0, i).reduce((sum, of) => sum + of, 0) + 12;
    const left = legend.right === undefined ? 5 : width - legend.right - taken(row);
    return row.map((name, column) => drawLegendItem(
      series.find((one) => one.name === name && one.data.length > 0) ?? series.find((one) => one.name === name),
      vertical ? lines[i] : [name], left + taken(row.slice(0, column)), y)).join('');
  });
}

function drawLegendItem(one, lines, left, y) {
  const sample = one.type === 'line'
    ? drawLine([[left, y], [left + 36, y]], { color: one.color, ...one.lineStyle, opacity: 1 })
    : '';
  const symbol = one.showSymbol === false ? '' : drawSymbol([left + 18, y], { ...one, symbolSize: one.symbolSize ?? 8 });
  return sample + symbol.replace('data-mark="value"', 'data-mark="legend"')
    + lines.map((line, i) => drawText(line, left + 41, y + 16 * i, text)).join('');
}
