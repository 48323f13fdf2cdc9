import { readPlace } from '../model/address';
import type { Book } from '../model/book';
import type { ChartState } from '../model/sheet-state';

const size = { width: 300, height: 170, left: 12, bottom: 30, top: 30 } as const;
const colors = ['#0F6CBD', '#C43501', '#107C41', '#8764B8'] as const;

/**
 * Shows the active sheet's charts as cards in the corner of the grid: their data and title, not Excel's drawing. Redrawn when charts,
 * values or the active sheet change.
 */
export function showCharts(container: HTMLElement, book: Book): void {
  const shelf = document.createElement('div');
  shelf.className = 'charts';
  container.querySelector('.charts')?.remove();
  container.append(shelf);
  const draw = (): void => {
    const sheet = book.engine.activeSheet();
    shelf.replaceChildren(...book.state(sheet).charts.map((chart) => card(book, sheet, chart)));
  };
  book.onCharts(draw);
  book.engine.listen({ sheetActivated: draw, calculated: draw });
  draw();
}

function card(book: Book, sheet: string, chart: ChartState): HTMLElement {
  const box = document.createElement('details');
  box.className = 'chart-card';
  const title = document.createElement('summary');
  title.textContent = chart.titleVisible ? chart.title : chart.name;
  box.append(title, drawing(book, sheet, chart));
  return box;
}

function drawing(book: Book, sheet: string, chart: ChartState): SVGElement {
  const svg = element('svg', { viewBox: `0 0 ${size.width} ${size.height}`, width: size.width, height: size.height });
  const series = chart.series.map((one) => numbers(book, sheet, one.values));
  const labels = texts(book, sheet, chart.series[0]?.categories ?? null);
  const count = Math.max(...series.map((one) => one.length), labels.length, 1);
  const highest = Math.max(...series.flat(), 0) || 1;
  const [step, floor] = [(size.width - 2 * size.left) / count, size.height - size.bottom];
  const height = (value: number): number => (Math.max(value, 0) / highest) * (floor - size.top);
  for (const [index, values] of series.entries()) {
    const color = chart.series[index]?.color ?? colors[index % colors.length] ?? colors[0];
    if (/^Line/.test(chart.series[index]?.chartType ?? chart.chartType)) {
      const points = values.map((value, at) => `${size.left + (at + 0.5) * step},${floor - height(value)}`).join(' ');
      svg.append(element('polyline', { points, fill: 'none', stroke: color, 'stroke-width': 2 }));
      continue;
    }
    const width = (step * 0.7) / series.length;
    for (const [at, value] of values.entries()) {
      const x = size.left + at * step + step * 0.15 + index * width;
      svg.append(element('rect', { x, y: floor - height(value), width, height: height(value), fill: color }));
    }
  }
  for (const [at, label] of labels.entries()) {
    const text = element('text', {
      x: size.left + (at + 0.5) * step,
      y: size.height - 12,
      'text-anchor': 'middle',
      'font-size': 10,
      fill: '#616161',
    });
    text.textContent = label.length > 6 ? `${label.slice(0, 5)}…` : label;
    svg.append(text);
  }
  return svg;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function contents(book: Book, sheet: string, reference: string | null) {
  const place = reference === null ? null : readPlace(book, reference, sheet);
  return place ? book.engine.cells(place.sheet, place.area).flat() : [];
}

function numbers(book: Book, sheet: string, reference: string | null): number[] {
  return contents(book, sheet, reference).map(({ value }) => (typeof value === 'number' ? value : 0));
}

function texts(book: Book, sheet: string, reference: string | null): string[] {
  return contents(book, sheet, reference).map(({ value }) => String(value));
}
