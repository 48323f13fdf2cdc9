import * as report from '../narrative/report';
import { readWorkbook } from '../reading/read';
import type { Reading } from '../reading/reading';
import { readSettings } from '../settings/sheet';
import { systems } from '../systems/systems';
import { withoutOwnContent } from '../tables/own-content';
import * as projectSheets from '../tables/project-sheets';
import * as rulesSheet from '../tables/rules-sheet';
import type { Snapshot } from '../workbook/snapshot';
import type { Edge, Outcome, Request } from './outcome';
import type { Parts } from './parts';
import { checkWith, evaluateWith, type WorkbookCheck } from './run';

const parts: Parts = { report, rulesSheet, projectSheets };

/** Reads a workbook and nothing more: `jihe read`. Our own cells are never sources. */
export function readFacts(snapshot: Snapshot): Reading {
  const { settings } = readSettings(snapshot, systems);
  return readWorkbook(withoutOwnContent(snapshot, settings.fingerprints), settings.choices);
}

/** What one run over a workbook finds out, and the plan that would write it, for a caller that has the whole core at hand. */
export function evaluateWorkbook(snapshot: Snapshot, edge: Edge, request: Request): Outcome {
  return evaluateWith(snapshot, edge, request, parts);
}

/** What `check` says of a workbook as it is. */
export function checkWorkbook(snapshot: Snapshot, edge: Edge, request: Request): WorkbookCheck {
  return checkWith(snapshot, edge, request, parts);
}
