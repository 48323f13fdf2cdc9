import { say } from '../wording/wording';
import { unitChecks } from './amount-units';
import type { BasisCode, Check } from './check';
import { consistencyChecks } from './consistency';
import { hygieneChecks } from './hygiene';
import { indicatorChecks } from './indicator-quality';
import { rateChecks } from './rates';
import { readingChecks } from './reading-questions';
import { reasonChecks } from './reasons';
import { reconciliationChecks } from './reconciliation';
import { scoreChecks } from './scores';
import { structureChecks } from './structure';

/** Every rule that a workbook can show, in the order in which they are looked at: hygiene first, before anything is believed. */
export const checks: readonly Check[] = [
  ...hygieneChecks,
  ...unitChecks,
  ...readingChecks,
  ...reconciliationChecks,
  ...rateChecks,
  ...scoreChecks,
  ...indicatorChecks,
  ...reasonChecks,
  ...consistencyChecks,
  ...structureChecks,
];

/** Document and clause behind a basis code. Of the ministry's two documents the one that the system rests on. */
export function basisText(codes: readonly BasisCode[], level: 'department' | 'project'): string {
  return codes.map((code) => oneBasis(code, level)).join('；');
}

function oneBasis(code: BasisCode, level: 'department' | 'project'): string {
  switch (code) {
    case 'ministry':
      return say('checks', level === 'project' ? 'basis.ministryProject' : 'basis.ministryDepartment');
    case 'platform':
      return say('checks', 'basis.platform');
    case 'localForm':
      return say('checks', 'basis.localForm');
    case 'publicReview':
      return say('checks', 'basis.publicReview');
    case 'common':
      return say('checks', 'basis.common');
    case 'own':
      return say('checks', 'basis.own');
  }
}
