import { HostError, type HostFailure } from '../../core/workbook/host';

/**
 * Excel's error codes and what they mean to us. `AccessDenied` is decided by the caller, who knows whether the workbook is
 * read-only or the sheet protected.
 */
const failures: Readonly<Record<string, HostFailure>> = {
  InvalidOperationInCellEditMode: 'editing',
  InvalidOperationInCellEditModeError: 'editing',
  AccessDenied: 'sheetProtected',
  ItemNotFound: 'sheetMissing',
  InvalidReference: 'sheetMissing',
  InvalidObjectPath: 'sheetMissing',
  InactiveWorkbook: 'busy',
  MergedRangeConflict: 'cellMerged',
  InsertDeleteConflict: 'cellMerged',
  FilteredRangeConflict: 'filtered',
  Conflict: 'changedMeanwhile',
  ItemAlreadyExists: 'changedMeanwhile',
  RequestAborted: 'busy',
  ActivityLimitReached: 'busy',
  ServiceNotAvailable: 'busy',
  RichApi_RuntimeError: 'busy',
  ConnectionFailure: 'busy',
  ResponsePayloadSizeLimitExceeded: 'tooLarge',
  RequestPayloadSizeLimitExceeded: 'tooLarge',
  RangeExceedsLimit: 'tooLarge',
  OperationCellsExceedLimit: 'tooLarge',
  ApiNotFound: 'unsupported',
  ApiNotAvailable: 'unsupported',
  NotImplemented: 'unsupported',
  UnsupportedOperation: 'unsupported',
  UnsupportedFeature: 'unsupported',
  UnsupportedSheet: 'unsupported',
};

/** What an error thrown by office.js looks like; its message is for the log only. */
interface OfficeFailure {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly debugInfo?: { readonly errorLocation?: unknown; readonly statement?: unknown };
}

/** The code of an error of office.js, or null. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code } = error as OfficeFailure;
  return typeof code === 'string' ? code : null;
}

/** Whether the answer was larger than Excel sends at once (5 MB on the web): the same can be asked for in smaller pieces. */
export function isTooLarge(error: unknown): boolean {
  const code = errorCode(error);
  return code !== null && failures[code] === 'tooLarge';
}

/**
 * Any error as a `HostError`: the failure from Excel's `error.code`, the place from what was being done, Excel's own English
 * message only in `detail`.
 */
export function hostErrorOf(error: unknown, place: string | null = null): HostError {
  if (error instanceof HostError) return error;
  const code = errorCode(error);
  const failure = (code === null ? undefined : failures[code]) ?? 'unknown';
  return new HostError(failure, place, detailOf(error));
}

function detailOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, message, debugInfo } = error as OfficeFailure;
  return [code, message, debugInfo?.errorLocation, debugInfo?.statement]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' · ');
}
