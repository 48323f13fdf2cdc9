import { type MoneyUnit, unitName } from '../amounts/unit';
import { say } from '../wording/wording';
import { placeOf, referenceOf } from './amount';
import type { GridCell } from './grid';
import { moneyUnitOf, type PrintedNumber } from './number';
import type { Question, ReadNumber } from './reading';
import type { SheetContext } from './tables';

/** A money cell that is to be read. */
export interface MoneyCell {
  readonly cell: GridCell;
  readonly number: PrintedNumber;
  /** Unit that holds for its column, block or sheet. */
  readonly unit: MoneyUnit | null;
  /** Label of its row, and of its column. */
  readonly label: string;
  readonly column: string;
  readonly read: (unit: MoneyUnit) => ReadNumber;
}

/** Collects the questions of one workbook; each key once. Knows the answers that were given before. */
export class QuestionList {
  private readonly list = new Map<string, { question: Question; cells: string[] }>();
  constructor(private readonly answers: ReadonlyMap<string, string>) {}

  /** The answer to a question, or null. */
  answer(key: string): string | null {
    return this.answers.get(key) ?? null;
  }

  /** Asks; a second question under the same key only adds its cells. */
  ask(question: Question): void {
    const known = this.list.get(question.key);
    if (!known) this.list.set(question.key, { question, cells: [...question.cells] });
    else if (known.cells.length < 200) for (const cell of question.cells) if (!known.cells.includes(cell)) known.cells.push(cell);
  }

  /** All questions in the order in which they came up. */
  all(): Question[] {
    return [...this.list.values()].map(({ question, cells }) => ({ ...question, cells }));
  }

  /** Reads a money cell, or asks for its unit (U-01, U-03) and withholds the value. */
  money(context: SheetContext, money: MoneyCell): ReadNumber | 'withheld' {
    if (context.contested && money.number.value !== '0') return 'withheld';
    const sheet = context.grid.sheet.name;
    const printed = money.number.unit;
    if (printed !== null && money.unit !== null && printed !== money.unit) {
      const key = `U-03|${sheet}|${money.label}|${money.column}`;
      const choices = [money.unit, printed].map((unit) => `${bare(money.cell)} ${unitName[unit]}`);
      const chosen = this.chosenUnit(key, choices, [money.unit, printed]);
      if (chosen) return money.read(chosen);
      this.ask({
        code: 'U-03',
        key,
        message: say('reading', 'unitContradicts', {
          cell: placeOf(referenceOf(sheet, money.cell)),
          text: money.cell.text.trim() || money.cell.cell.shown,
          unit: unitName[money.unit],
        }),
        cells: [referenceOf(sheet, money.cell)],
        choices,
      });
      return 'withheld';
    }
    const unit = printed ?? money.unit;
    if (unit !== null) return money.read(unit);
    if (money.number.value === '0') return money.read('yuan');
    const key = `U-01|${sheet}`;
    const candidates: MoneyUnit[] = ['tenThousandYuan', 'yuan'];
    const chosen = this.chosenUnit(
      key,
      candidates.map((entry) => unitName[entry]),
      candidates,
    );
    if (chosen) return money.read(chosen);
    this.ask({
      code: 'U-01',
      key,
      message: say('reading', 'unitMissing', { sheet }),
      cells: [referenceOf(sheet, money.cell)],
      choices: candidates.map((entry) => unitName[entry]),
    });
    return 'withheld';
  }

  private chosenUnit(key: string, choices: readonly string[], units: readonly MoneyUnit[]): MoneyUnit | null {
    const answer = this.answer(key);
    if (answer === null) return null;
    const position = choices.indexOf(answer);
    if (position >= 0) return units[position] ?? null;
    const named = moneyUnitOf(answer.replace(/^[\d.,\s-]+/u, ''));
    return named !== null && units.includes(named) ? named : null;
  }
}

/** The number as printed, without the unit behind it. */
function bare(cell: GridCell): string {
  const source = (cell.text === '' ? cell.cell.shown : cell.text).trim().normalize('NFKC');
  return source.replace(/(?:亿|百万|万|千)?元?整?$/u, '').trim();
}
