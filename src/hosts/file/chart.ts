import { type Area, parseFullReference } from '../../core/workbook/address';
import type { ChartDesign } from '../../core/workbook/plan';
import { cellAt, type Snapshot, sheetNamed } from '../../core/workbook/snapshot';
import { escapeAttribute, escapeText } from './xml';

const namespaces = {
  chart: 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  drawing: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  relationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  spreadsheetDrawing: 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing',
};

/** An empty drawing part. */
export const emptyDrawing =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  `<xdr:wsDr xmlns:xdr="${namespaces.spreadsheetDrawing}" xmlns:a="${namespaces.drawing}"></xdr:wsDr>`;

/** The anchor that places a chart over its cells; `id` is unique within the drawing. */
export function chartAnchor(chart: ChartDesign, relationship: string, id: number): string {
  const corner = (name: string, row: number, column: number): string =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  const { top, left, bottom, right } = chart.area;
  return (
    `<xdr:twoCellAnchor xmlns:xdr="${namespaces.spreadsheetDrawing}">${corner('from', top - 1, left - 1)}${corner('to', bottom, right)}` +
    `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${id}" name="${escapeAttribute(chart.name)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>` +
    '<xdr:xfrm><a:off xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" x="0" y="0"/>' +
    '<a:ext xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" cx="0" cy="0"/></xdr:xfrm>' +
    `<a:graphic xmlns:a="${namespaces.drawing}"><a:graphicData uri="${namespaces.chart}">` +
    `<c:chart xmlns:c="${namespaces.chart}" xmlns:r="${namespaces.relationships}" r:id="${relationship}"/>` +
    '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>'
  );
}

/** A chart part (ECMA-376 part 1, 21.2) with the values of `snapshot` as its cache, so that viewers that do not calculate show it. */
export function chartXml(chart: ChartDesign, snapshot: Snapshot): string {
  const horizontal = chart.type === 'bar';
  const typeOf = (index: number): 'column' | 'line' | 'bar' => chart.series[index]?.type ?? chart.type;
  const group = (type: 'bars' | 'line'): string => {
    const members = chart.series.map((_, index) => index).filter((index) => (typeOf(index) === 'line') === (type === 'line'));
    if (members.length === 0) return '';
    const series = members.map((index) => seriesXml(chart, index, type, snapshot)).join('');
    const axes = '<c:axId val="50010001"/><c:axId val="50010002"/>';
    if (type === 'line')
      return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${axes}</c:lineChart>`;
    const direction = horizontal ? 'bar' : 'col';
    return `<c:barChart><c:barDir val="${direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series}<c:gapWidth val="80"/>${axes}</c:barChart>`;
  };
  const title =
    `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1200" b="1"/>` +
    `<a:t>${escapeText(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
  const axis = (kind: 'cat' | 'val', id: string, other: string, position: string): string =>
    `<c:${kind}Ax><c:axId val="${id}"/><c:scaling><c:orientation val="${kind === 'cat' && horizontal ? 'maxMin' : 'minMax'}"/></c:scaling>` +
    `<c:delete val="0"/><c:axPos val="${position}"/>${kind === 'val' ? '<c:majorGridlines/>' : ''}<c:numFmt formatCode="General" sourceLinked="1"/>` +
    `<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="${other}"/><c:crosses val="autoZero"/>` +
    `${kind === 'cat' ? '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/>' : '<c:crossBetween val="between"/>'}</c:${kind}Ax>`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<c:chartSpace xmlns:c="${namespaces.chart}" xmlns:a="${namespaces.drawing}" xmlns:r="${namespaces.relationships}"><c:roundedCorners val="0"/>` +
    `<c:chart>${title}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${group('bars')}${group('line')}` +
    `${axis('cat', '50010001', '50010002', horizontal ? 'l' : 'b')}${axis('val', '50010002', '50010001', horizontal ? 'b' : 'l')}</c:plotArea>` +
    '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
  );
}

function seriesXml(chart: ChartDesign, index: number, type: 'bars' | 'line', snapshot: Snapshot): string {
  const { title, values } = chart.series[index] as ChartDesign['series'][number];
  const name = `<c:tx><c:v>${escapeText(title)}</c:v></c:tx>`;
  const categories = `<c:cat><c:strRef><c:f>${escapeText(plain(chart.categories))}</c:f>${cacheXml(chart.categories, snapshot, 'str')}</c:strRef></c:cat>`;
  const numbers = `<c:val><c:numRef><c:f>${escapeText(plain(values))}</c:f>${cacheXml(values, snapshot, 'num')}</c:numRef></c:val>`;
  const bars = type === 'bars' ? '<c:invertIfNegative val="0"/>' : '<c:marker><c:symbol val="circle"/></c:marker>';
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${name}${bars}${categories}${numbers}${type === 'line' ? '<c:smooth val="0"/>' : ''}</c:ser>`;
}

function plain(reference: string): string {
  return reference.replace(/^=/, '');
}

function cacheXml(reference: string, snapshot: Snapshot, kind: 'str' | 'num'): string {
  const parsed = parseFullReference(reference);
  const sheet = parsed ? sheetNamed(snapshot, parsed.sheet) : null;
  if (!parsed || !sheet) return '';
  const positions = positionsOf(parsed.area);
  const points = positions.flatMap(([row, column], index) => {
    const cell = cellAt(sheet, row, column);
    if (!cell || cell.kind === 'blank' || (kind === 'num' && cell.kind !== 'number')) return [];
    const text = kind === 'num' ? String(Number(cell.value)) : cell.shown;
    return [`<c:pt idx="${index}"><c:v>${escapeText(text)}</c:v></c:pt>`];
  });
  const [first] = positions;
  const format = (first && cellAt(sheet, first[0], first[1])?.format) ?? 'General';
  return `<c:${kind}Cache>${kind === 'num' ? `<c:formatCode>${escapeText(format)}</c:formatCode>` : ''}<c:ptCount val="${positions.length}"/>${points.join('')}</c:${kind}Cache>`;
}

/** Charts of ours are small; a reference that is not is left without a cache beyond its first thousand cells. */
function positionsOf(area: Area): [number, number][] {
  const positions: [number, number][] = [];
  for (let row = area.top; row <= area.bottom && positions.length < 1000; row++) {
    for (let column = area.left; column <= area.right && positions.length < 1000; column++) positions.push([row, column]);
  }
  return positions;
}
