import { type CallArguments, HostObject, type Members, members } from '../protocol/host-object';
import { OfficeError } from '../protocol/office-error';
import type { Json } from '../protocol/wire';
import { fullAddress, type Place, readPlace } from './address';
import type { Book } from './book';
import { asColor, asFlag, asNumber, asText } from './json';
import { Range } from './range';
import type { ChartState, SeriesState } from './sheet-state';
import { Worksheet } from './worksheet';

/** `worksheet.charts`. */
export class ChartCollection extends HostObject {
  readonly type = 'ChartCollection';
  readonly members: Members = collectionMembers;

  constructor(
    readonly book: Book,
    readonly sheet: string,
  ) {
    super();
  }

  get list(): Chart[] {
    return this.book.state(this.sheet).charts.map((chart) => new Chart(this.book, this.sheet, chart.id));
  }

  find(key: string): Chart | null {
    return this.list.find((chart) => chart.state.name === key || chart.id === key) ?? null;
  }

  get(key: string): Chart {
    const chart = this.find(key);
    if (!chart) throw new OfficeError('ItemNotFound', 'ChartCollection.getItem');
    return chart;
  }

  add(given: CallArguments): Chart {
    const chartType = given.text(0);
    const source = given.object(1);
    if (!(source instanceof Range)) throw given.invalid();
    this.book.guard(this.sheet, source.area, 'structure', 'ChartCollection.add');
    const state = this.book.state(this.sheet);
    const chart: ChartState = {
      id: this.book.newId(),
      name: `图表 ${state.charts.length + 1}`,
      chartType,
      title: '图表标题',
      titleVisible: true,
      legendVisible: true,
      legendPosition: 'Bottom',
      left: 60,
      top: 60,
      width: 360,
      height: 216,
      series: seriesFrom(this.book, source, given.optionalText(2) ?? 'Auto'),
    };
    state.charts = [...state.charts, chart];
    this.book.chartsChanged();
    return new Chart(this.book, this.sheet, chart.id);
  }
}

/** Excel's reading of a source range: labels in the first column and row where these are text. */
function seriesFrom(book: Book, source: Range, seriesBy: string): SeriesState[] {
  const cells = book.engine.cells(source.sheet, source.area);
  const isText = (row: number, column: number): boolean => {
    const value = cells[row]?.[column]?.value;
    return typeof value === 'string';
  };
  const [rows, columns] = [cells.length, cells[0]?.length ?? 0];
  const heading =
    rows > 1 &&
    Array.from({ length: columns }, (_, column) => column)
      .slice(columns > 1 ? 1 : 0)
      .every((column) => isText(0, column));
  const labels =
    columns > 1 &&
    Array.from({ length: rows }, (_, row) => row)
      .slice(heading ? 1 : 0)
      .every((row) => isText(row, 0));
  const byRows = seriesBy === 'Rows' || (seriesBy === 'Auto' && columns > rows);
  const { top, left, bottom, right } = source.area;
  const first = { row: top + (heading ? 1 : 0), column: left + (labels ? 1 : 0) };
  const place = (area: Place['area']): string => fullAddress(book, { sheet: source.sheet, area });
  const series: SeriesState[] = [];
  const last = byRows ? bottom : right;
  for (let index = byRows ? first.row : first.column; index <= last; index += 1) {
    const values = byRows
      ? { top: index, bottom: index, left: first.column, right }
      : { top: first.row, bottom, left: index, right: index };
    const categories = byRows
      ? heading
        ? { top, bottom: top, left: first.column, right }
        : null
      : labels
        ? { top: first.row, bottom, left, right: left }
        : null;
    const name = byRows ? (labels ? cells[index - top]?.[0]?.value : '') : heading ? cells[0]?.[index - left]?.value : '';
    series.push(newSeries(book, String(name || `系列${series.length + 1}`), place(values), categories && place(categories)));
  }
  return series;
}

function newSeries(book: Book, name: string, values: string | null, categories: string | null): SeriesState {
  return { id: book.newId(), name, chartType: null, values, categories, color: null, secondaryAxis: false, hasDataLabels: false };
}

/** A chart. */
export class Chart extends HostObject {
  readonly type = 'Chart';
  readonly members: Members = chartMembers;

  constructor(
    readonly book: Book,
    readonly sheet: string,
    readonly id: string,
  ) {
    super();
  }

  override get identity(): Readonly<Record<string, Json>> {
    return { Id: this.id };
  }

  get state(): ChartState {
    const chart = this.book.state(this.sheet).charts.find((other) => other.id === this.id);
    if (!chart) throw new OfficeError('ItemNotFound', 'Chart');
    return chart;
  }

  change(part: Partial<ChartState>): void {
    Object.assign(this.state, part);
    this.book.chartsChanged();
  }

  place(given: CallArguments, index: number): Place {
    const object = given.object(index);
    if (object instanceof Range) return object.place;
    const place = readPlace(this.book, given.text(index), this.sheet);
    if (!place) throw given.invalid();
    return place;
  }

  /** Puts the chart over the cells from `start` to `end`. */
  cover(start: Place, end: Place): void {
    const { engine } = this.book;
    const pixels = (from: number, to: number, size: (index: number) => number): number => {
      let sum = 0;
      for (let index = from; index <= to; index += 1) sum += size(index);
      return sum * 0.75;
    };
    const width = (index: number): number => engine.columnWidth(this.sheet, index);
    const height = (index: number): number => engine.rowHeight(this.sheet, index);
    this.change({
      left: pixels(1, start.area.left - 1, width),
      top: pixels(1, start.area.top - 1, height),
      width: pixels(start.area.left, end.area.right, width),
      height: pixels(start.area.top, end.area.bottom, height),
    });
  }
}

/** A part of a chart. */
abstract class ChartPart extends HostObject {
  constructor(readonly chart: Chart) {
    super();
  }
}

class ChartTitle extends ChartPart {
  readonly type = 'ChartTitle';
  readonly members: Members = titleMembers;
}

class ChartLegend extends ChartPart {
  readonly type = 'ChartLegend';
  readonly members: Members = legendMembers;
}

class ChartSeriesCollection extends ChartPart {
  readonly type = 'ChartSeriesCollection';
  readonly members: Members = seriesCollectionMembers;

  get list(): ChartSeries[] {
    return this.chart.state.series.map((series) => new ChartSeries(this.chart, series.id));
  }
}

class ChartSeries extends ChartPart {
  readonly type = 'ChartSeries';
  readonly members: Members = seriesMembers;

  constructor(
    chart: Chart,
    readonly id: string,
  ) {
    super(chart);
  }

  get state(): SeriesState {
    const series = this.chart.state.series.find((other) => other.id === this.id);
    if (!series) throw new OfficeError('ItemNotFound', 'ChartSeries');
    return series;
  }

  change(part: Partial<SeriesState>): void {
    Object.assign(this.state, part);
    this.chart.book.chartsChanged();
  }
}

class ChartSeriesFormat extends HostObject {
  readonly type: string = 'ChartSeriesFormat';
  readonly members: Members = seriesFormatMembers;

  constructor(readonly series: ChartSeries) {
    super();
  }
}

class ChartFill extends ChartSeriesFormat {
  override readonly type = 'ChartFill';
  override readonly members: Members = seriesFillMembers;
}

class ChartLineFormat extends ChartSeriesFormat {
  override readonly type = 'ChartLineFormat';
  override readonly members: Members = seriesLineMembers;
}

const collectionMembers = members<ChartCollection>({
  items: (self) => self.list,
  indexer: (self, key) => self.get(String(key)),
  scalars: { count: { get: (self) => self.list.length } },
  methods: {
    add: (self, given) => self.add(given),
    getCount: (self) => self.list.length,
    getItem: (self, given) => self.get(given.text(0)),
    getItemOrNullObject: (self, given) => self.find(given.text(0)),
    getItemAt: (self, given) => {
      const chart = self.list[given.whole(0)];
      if (!chart) throw given.invalid();
      return chart;
    },
  },
});

function points(name: 'left' | 'top' | 'width' | 'height') {
  return {
    get: (self: Chart): Json => self.state[name],
    set: (self: Chart, value: Json): void => self.change({ [name]: asNumber(value, `Chart.${name}`, 0, 1e6) }),
  };
}

const chartMembers = members<Chart>({
  scalars: {
    id: { get: (self) => self.state.id },
    name: { get: (self) => self.state.name, set: (self, value) => self.change({ name: asText(value, 'Chart.name') }) },
    chartType: { get: (self) => self.state.chartType, set: (self, value) => self.change({ chartType: asText(value, 'Chart.chartType') }) },
    left: points('left'),
    top: points('top'),
    width: points('width'),
    height: points('height'),
  },
  objects: {
    title: (self) => new ChartTitle(self),
    legend: (self) => new ChartLegend(self),
    series: (self) => new ChartSeriesCollection(self),
    worksheet: (self) => new Worksheet(self.book, self.sheet),
  },
  methods: {
    delete: (self) => {
      const state = self.book.state(self.sheet);
      state.charts = state.charts.filter((chart) => chart.id !== self.state.id);
      self.book.chartsChanged();
    },
    setData: (self, given) => {
      const source = given.object(0);
      if (!(source instanceof Range)) throw given.invalid();
      self.change({ series: seriesFrom(self.book, source, given.optionalText(1) ?? 'Auto') });
    },
    setPosition: (self, given) => {
      const start = self.place(given, 0);
      self.cover(start, given.has(1) || given.object(1) ? self.place(given, 1) : start);
    },
  },
});

const titleMembers = members<ChartTitle>({
  scalars: {
    text: { get: (self) => self.chart.state.title, set: (self, value) => self.chart.change({ title: asText(value, 'ChartTitle.text') }) },
    visible: {
      get: (self) => self.chart.state.titleVisible,
      set: (self, value) => self.chart.change({ titleVisible: asFlag(value, 'ChartTitle.visible') }),
    },
  },
});

const legendMembers = members<ChartLegend>({
  scalars: {
    visible: {
      get: (self) => self.chart.state.legendVisible,
      set: (self, value) => self.chart.change({ legendVisible: asFlag(value, 'ChartLegend.visible') }),
    },
    position: {
      get: (self) => self.chart.state.legendPosition,
      set: (self, value) => self.chart.change({ legendPosition: asText(value, 'ChartLegend.position') }),
    },
  },
});

const seriesCollectionMembers = members<ChartSeriesCollection>({
  items: (self) => self.list,
  scalars: { count: { get: (self) => self.list.length } },
  methods: {
    getCount: (self) => self.list.length,
    getItemAt: (self, given) => {
      const series = self.list[given.whole(0)];
      if (!series) throw given.invalid();
      return series;
    },
    add: (self, given) => {
      const series = newSeries(self.chart.book, given.optionalText(0) ?? `系列${self.list.length + 1}`, null, null);
      self.chart.change({ series: [...self.chart.state.series, series] });
      return new ChartSeries(self.chart, series.id);
    },
  },
});

const seriesMembers = members<ChartSeries>({
  scalars: {
    name: { get: (self) => self.state.name, set: (self, value) => self.change({ name: asText(value, 'ChartSeries.name') }) },
    chartType: {
      get: (self) => self.state.chartType ?? self.chart.state.chartType,
      set: (self, value) => self.change({ chartType: asText(value, 'ChartSeries.chartType') }),
    },
    axisGroup: {
      get: (self) => (self.state.secondaryAxis ? 'Secondary' : 'Primary'),
      set: (self, value) => self.change({ secondaryAxis: value === 'Secondary' }),
    },
    hasDataLabels: {
      get: (self) => self.state.hasDataLabels,
      set: (self, value) => self.change({ hasDataLabels: asFlag(value, 'ChartSeries.hasDataLabels') }),
    },
  },
  objects: { format: (self) => new ChartSeriesFormat(self) },
  methods: {
    delete: (self) => self.chart.change({ series: self.chart.state.series.filter((series) => series.id !== self.state.id) }),
    setValues: (self, given) => self.change({ values: fullAddress(self.chart.book, self.chart.place(given, 0)) }),
    setXAxisValues: (self, given) => self.change({ categories: fullAddress(self.chart.book, self.chart.place(given, 0)) }),
    getDimensionDataSourceString: (self, given) => {
      const dimension = given.text(0);
      return (dimension === 'Values' ? self.state.values : self.state.categories) ?? '';
    },
  },
});

const seriesFormatMembers = members<ChartSeriesFormat>({
  objects: { fill: (self) => new ChartFill(self.series), line: (self) => new ChartLineFormat(self.series) },
});
const seriesFillMembers = members<ChartFill>({
  methods: {
    setSolidColor: (self, given) => self.series.change({ color: asColor(given.value(0), 'ChartFill.setSolidColor') }),
    clear: (self) => self.series.change({ color: null }),
  },
});
const seriesLineMembers = members<ChartLineFormat>({
  scalars: {
    color: {
      get: (self) => self.series.state.color ?? '',
      set: (self, value) => self.series.change({ color: asColor(value, 'ChartLineFormat.color') }),
    },
  },
});
