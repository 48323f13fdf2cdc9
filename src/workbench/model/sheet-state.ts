import type { Area } from '../../core/workbook/address';

/** What a protected sheet still allows, as `worksheet.protection.options` gives it. */
export interface ProtectionOptions {
  allowAutoFilter: boolean;
  allowDeleteColumns: boolean;
  allowDeleteRows: boolean;
  allowEditObjects: boolean;
  allowEditScenarios: boolean;
  allowFormatCells: boolean;
  allowFormatColumns: boolean;
  allowFormatRows: boolean;
  allowInsertColumns: boolean;
  allowInsertHyperlinks: boolean;
  allowInsertRows: boolean;
  allowPivotTables: boolean;
  allowSort: boolean;
  selectionMode: string;
}

/** A link of a cell. */
export interface LinkState {
  readonly address: string | null;
  readonly documentReference: string | null;
  readonly screenTip: string | null;
}

/** One series of a chart; references are full addresses. */
export interface SeriesState {
  readonly id: string;
  name: string;
  chartType: string | null;
  values: string | null;
  categories: string | null;
  /** `#RRGGBB`, or null for the chart's own. */
  color: string | null;
  secondaryAxis: boolean;
  hasDataLabels: boolean;
}

/** A chart on a sheet; positions in points. */
export interface ChartState {
  readonly id: string;
  name: string;
  chartType: string;
  title: string;
  titleVisible: boolean;
  legendVisible: boolean;
  legendPosition: string;
  left: number;
  top: number;
  width: number;
  height: number;
  series: SeriesState[];
}

/** What stands on a sheet beside its cells. */
export interface SheetState {
  readonly protection: { on: boolean; password: string | null; options: ProtectionOptions };
  readonly links: Map<string, LinkState>;
  charts: ChartState[];
  filter: { readonly area: Area; readonly hiding: boolean } | null;
  showHeadings: boolean;
  readonly page: {
    orientation: 'Portrait' | 'Landscape';
    paperSize: string;
    zoom: { readonly scale?: number; readonly horizontalFitToPages?: number; readonly verticalFitToPages?: number };
    printArea: Area | null;
    titleRows: { readonly first: number; readonly last: number } | null;
    titleColumns: { readonly first: number; readonly last: number } | null;
    centerHorizontally: boolean;
    centerVertically: boolean;
    margins: { left: number; right: number; top: number; bottom: number; header: number; footer: number };
  };
}

/** A sheet with nothing on it. */
export function emptySheetState(): SheetState {
  return {
    protection: { on: false, password: null, options: strictProtection() },
    links: new Map(),
    charts: [],
    filter: null,
    showHeadings: true,
    page: {
      orientation: 'Portrait',
      paperSize: 'A4',
      zoom: { scale: 100 },
      printArea: null,
      titleRows: null,
      titleColumns: null,
      centerHorizontally: false,
      centerVertically: false,
      margins: { left: 50.4, right: 50.4, top: 54, bottom: 54, header: 21.6, footer: 21.6 },
    },
  };
}

/** Protection that allows nothing but selecting cells. */
export function strictProtection(): ProtectionOptions {
  return {
    allowAutoFilter: false,
    allowDeleteColumns: false,
    allowDeleteRows: false,
    allowEditObjects: false,
    allowEditScenarios: false,
    allowFormatCells: false,
    allowFormatColumns: false,
    allowFormatRows: false,
    allowInsertColumns: false,
    allowInsertHyperlinks: false,
    allowInsertRows: false,
    allowPivotTables: false,
    allowSort: false,
    selectionMode: 'Normal',
  };
}
