import type { Canonical } from '../amounts/decimal';
import type { MoneyUnit, Quantity } from '../amounts/unit';
import type { Fact, FactId } from '../facts/fact';
import type { Area } from '../workbook/address';

/** A measure's name as in CONTRACT.md §1: `budget.initial`, `outturn`, `stated` … */
export type Measure = string;

/** A number that was read from a cell, in canonical units. */
export interface ReadNumber {
  readonly value: Canonical;
  readonly quantity: Quantity;
  readonly shown: string;
  readonly cells: readonly string[];
  /** Live formula that gives `value` from the cells (see `Fact.formula`); null where none is sure. */
  readonly formula: string | null;
  /** Decimals printed in the cell, in its own unit; sets tolerances. */
  readonly places: number;
  /** Unit of a money amount as printed. */
  readonly unit: MoneyUnit | null;
  /** The number was stored as text. */
  readonly text: boolean;
}

/** One row of a table with the numbers found in it. */
export interface TableRow {
  readonly row: number;
  /** Full reference of the label cell. */
  readonly cell: string;
  /** The label as printed, and normalised (no spaces, numbering, 其中). */
  readonly label: string;
  readonly name: string;
  /** The vocabulary's item, or null for a row of unknown meaning. */
  readonly item: string | null;
  /** What the row is in its table. `part` rows (其中, indented) belong to `parent` and are never added again. */
  readonly role: 'detail' | 'part' | 'subtotal' | 'total' | 'heading' | 'note';
  /** Index (in `rows`) of the row that this one is a part of; null at the top level. */
  readonly parent: number | null;
  readonly numbers: ReadonlyMap<Measure, ReadNumber>;
  /** Text of remark, reason or note columns. */
  readonly remark: string | null;
  readonly remarkCell: string | null;
}

/** A column of a table with a known or unknown measure. */
export interface TableColumn {
  readonly column: number;
  /** Header text of all header rows joined with `/`. */
  readonly label: string;
  readonly measure: Measure | null;
  readonly unit: MoneyUnit | null;
}

/** A table that was found on a sheet: one block with its own columns. The sides of a two-sided sheet are two tables. */
export interface Table {
  readonly sheet: string;
  readonly area: Area;
  readonly title: string | null;
  /** Which kind of table it is: decides what its rows mean. */
  readonly kind:
    | 'budget'
    | 'income'
    | 'expenditure'
    | 'projects'
    | 'quarters'
    | 'staff'
    | 'assets'
    | 'procurement'
    | 'threePublic'
    | 'sources'
    | 'economic'
    | 'carryover'
    | 'keyValue'
    | 'other';
  readonly unit: MoneyUnit | null;
  /** Measures run across (`columns`) or down (`rows`). */
  readonly orientation: 'columns' | 'rows';
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

/** One project of a project list. */
export interface ProjectRow {
  readonly name: string;
  readonly organisation: string | null;
  /** The competent department (主管部门), where the list gives it. */
  readonly department: string | null;
  /** 项目编码 or null. */
  readonly code: string | null;
  readonly sheet: string;
  /** Full reference of the project's row or rows, as wide as its table: `'项目'!A5:I5`. */
  readonly row: string;
  readonly area: Area;
  /** Full reference of the name's cell. */
  readonly nameCell: string;
  readonly measures: ReadonlyMap<Measure, ReadNumber>;
  /** Amounts by source of funds (当年财政拨款, 上年结转资金, 其他资金) where the list gives them, by source label. */
  readonly sources: ReadonlyMap<string, ReadonlyMap<Measure, ReadNumber>>;
  /** Terminated, cancelled or withdrawn, by its name or remark. */
  readonly terminated: boolean;
  readonly carryOverOnly: boolean;
  readonly remark: string | null;
  readonly remarkCell: string | null;
}

/** How a target is compared: `qualitative` has text and three tiers. */
export type TargetOperator = '>=' | '>' | '=' | '<=' | '<' | 'qualitative';

/** One performance target, from a list of targets or from an issued form. */
export interface Target {
  readonly path: readonly string[];
  readonly name: string;
  readonly operator: TargetOperator;
  /** Canonical number (percentages as fractions), or the text of a qualitative target; null where blank. */
  readonly target: string | null;
  readonly midYear: string | null;
  readonly actual: string | null;
  readonly unit: string | null;
  readonly points: Canonical | null;
  readonly score: Canonical | null;
  readonly reason: string | null;
  readonly sheet: string;
  /** Full reference of the row, as wide as its table. */
  readonly row: string;
  /** Cells by role, full references; null where the table has no such column. */
  readonly cells: TargetCells;
  /** Terms for live formulas: the operand as Excel reads it from the cell (cleaned text included); null where none is sure. */
  readonly formulas: { readonly target: string | null; readonly actual: string | null; readonly points: string | null };
  /** A name like 「指标1：」 or 「/」 in its points: nothing to score. */
  readonly placeholder: boolean;
  /** A 其中 row without points: shown but not scored by the form. */
  readonly scored: boolean;
}

/** The cells of one target row. */
export interface TargetCells {
  readonly name: string;
  readonly operator: string | null;
  readonly target: string | null;
  readonly unit: string | null;
  readonly midYear: string | null;
  readonly actual: string | null;
  readonly completion: string | null;
  readonly points: string | null;
  readonly score: string | null;
  readonly reason: string | null;
  readonly evidence: string | null;
}

/** One amount row of an issued form: 年度资金总额 or one of its sources. */
export interface FormAmountRow {
  /** `total`, or the source's label as printed without 其中 and spaces. */
  readonly source: string;
  /** Item of the vocabulary (`total`, `source.superior` …), or null. */
  readonly item: string | null;
  readonly row: number;
  /** Full references by measure (`budget.initial`, `budget.full`, `outturn`), null where the form has no such column. */
  readonly cells: ReadonlyMap<Measure, string>;
  /** What stands there, where something does. */
  readonly numbers: ReadonlyMap<Measure, ReadNumber>;
  readonly pointsCell: string | null;
  /** Points of the row (10 of `10` and of `10%`), else those that the header prints for the scored row: `分值（10）`, `得分（20分×执行率）`. */
  readonly points: Canonical | null;
  readonly rateCell: string | null;
  readonly scoreCell: string | null;
  /** The form scores this row (年度资金总额); 其中 rows are not scored. */
  readonly scored: boolean;
}

/** One indicator row of a score table (levels, names, points, score), such as Shenzhen's 表1 or Hunan's table. */
export interface FormIndicatorRow {
  readonly path: readonly string[];
  readonly name: string;
  readonly row: number;
  readonly nameCell: string;
  readonly points: Canonical | null;
  readonly pointsCell: string | null;
  readonly score: Canonical | null;
  readonly scoreCell: string | null;
  readonly reason: string | null;
  readonly reasonCell: string | null;
}

/** A points cell of a higher level with what it covers; merged cells count once. */
export interface FormLevel {
  readonly level: 1 | 2;
  readonly name: string;
  readonly points: Canonical | null;
  readonly pointsCell: string | null;
  readonly score: Canonical | null;
  readonly scoreCell: string | null;
  readonly firstRow: number;
  readonly lastRow: number;
}

/** An issued form that stands in the workbook. It is filled in place, its layout untouched. */
export interface Form {
  /** `project`: 项目支出绩效自评表; `department`: 部门整体 with funds and targets; `scoreTable`: levels, points, scores. */
  readonly kind: 'project' | 'department' | 'scoreTable';
  /** The indicator system that its labels point to; null where several fit. */
  readonly system: string | null;
  readonly sheet: string;
  readonly area: Area;
  readonly title: string | null;
  readonly year: number | null;
  readonly organisation: string | null;
  /** Project name, department and implementing unit with their cells (the value cell, to be filled when blank). */
  readonly head: ReadonlyMap<
    'project' | 'department' | 'implementer' | 'organisation' | 'date' | 'person' | 'responsible' | 'seal',
    { readonly value: string | null; readonly cell: string | null }
  >;
  readonly unit: MoneyUnit | null;
  readonly amounts: readonly FormAmountRow[];
  /** Rows with target and actual (project and department forms). */
  readonly targets: readonly Target[];
  /** Rows of a score table. */
  readonly indicators: readonly FormIndicatorRow[];
  readonly levels: readonly FormLevel[];
  readonly total: {
    readonly row: number;
    readonly pointsCell: string | null;
    readonly points: Canonical | null;
    readonly scoreCell: string | null;
    readonly score: Canonical | null;
    readonly gradeCell: string | null;
    readonly grade: string | null;
  } | null;
  /** Whether there is a column for reasons at all. */
  readonly hasReasonColumn: boolean;
  /** No score, total or date anywhere: not yet filled. */
  readonly unfilled: boolean;
  /** Overall goal texts with their cells. */
  readonly goal: { readonly expected: string | null; readonly actual: string | null; readonly actualCell: string | null } | null;
}

/** Something that can not be read surely: a question with choices. The answer is kept in 「绩效设置」. */
export interface Question {
  /** `U-01`, `U-03`, `L-01`, `L-02`, `L-03`. */
  readonly code: string;
  /** Stable key under which the answer is kept; survives inserted rows. */
  readonly key: string;
  readonly message: string;
  readonly cells: readonly string[];
  readonly choices: readonly string[];
}

/** What was found out about one sheet. */
export interface SheetReading {
  readonly sheet: string;
  readonly unit: MoneyUnit | null;
  readonly unitCell: string | null;
  readonly title: string | null;
  readonly year: number | null;
  readonly yearCell: string | null;
  readonly organisation: string | null;
  readonly organisationCell: string | null;
  readonly tables: readonly Table[];
  /** Cells whose numbers are stored as text. */
  readonly textNumbers: readonly string[];
}

/** All that was recognised in a workbook. */
export interface Reading {
  readonly organisation: string | null;
  readonly year: number | null;
  readonly facts: ReadonlyMap<FactId, Fact>;
  readonly projects: readonly ProjectRow[];
  readonly targets: readonly Target[];
  readonly forms: readonly Form[];
  readonly sheets: readonly SheetReading[];
  readonly questions: readonly Question[];
  /** Nothing of a budget was found: what was looked for and where, as sentences. */
  readonly nothingFound: string | null;
}

/** Answers to questions and cells chosen by hand, from 「绩效设置」. */
export interface ReadingChoices {
  /** Choice text by question key. */
  readonly answers: ReadonlyMap<string, string>;
  /** Fact id → full reference of the cell that the user chose for it. */
  readonly cells: ReadonlyMap<FactId, string>;
  /** Unit by sheet name. */
  readonly units: ReadonlyMap<string, MoneyUnit>;
}

/** No choices at all. */
export const noChoices: ReadingChoices = { answers: new Map(), cells: new Map(), units: new Map() };
