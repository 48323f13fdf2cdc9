/** Error codes of Excel's own that the emulation answers with. */
export type OfficeErrorCode =
  | 'AccessDenied'
  | 'ApiNotFound'
  | 'GeneralException'
  | 'InvalidArgument'
  | 'InvalidBinding'
  | 'InvalidObjectPath'
  | 'InvalidOperation'
  | 'InvalidOperationInCellEditMode'
  | 'InvalidReference'
  | 'InvalidSelection'
  | 'ItemAlreadyExists'
  | 'ItemNotFound'
  | 'MergedRangeConflict'
  | 'NonBlankCellOffSheet'
  | 'RequestAborted'
  | 'RequestPayloadSizeLimitExceeded'
  | 'ResponsePayloadSizeLimitExceeded'
  | 'ServiceNotAvailable'
  | 'UnsupportedOperation';

const statusOf: Partial<Record<OfficeErrorCode, number>> = {
  AccessDenied: 403,
  ApiNotFound: 404,
  GeneralException: 500,
  ItemAlreadyExists: 409,
  ItemNotFound: 404,
  ServiceNotAvailable: 503,
};

const messageOf: Partial<Record<OfficeErrorCode, string>> = {
  AccessDenied: 'You do not have permissions to perform the requested operation on this resource.',
  GeneralException: 'There was an internal error while processing the request.',
  InvalidArgument: 'The argument is invalid or missing or has an incorrect format.',
  InvalidOperation: 'The operation attempted is invalid on the object.',
  InvalidOperationInCellEditMode:
    'Excel is in cell-editing mode. Please exit the edit mode by pressing ENTER or TAB or selecting another cell, and then try again.',
  InvalidReference: 'This reference is not valid for the current operation.',
  ItemAlreadyExists: 'A resource with the same name or identifier already exists.',
  ItemNotFound: "The requested resource doesn't exist.",
  RequestPayloadSizeLimitExceeded:
    'The request payload size has exceeded the limit. Please refer to the documentation: "https://docs.microsoft.com/office/dev/add-ins/concepts/resource-limits-and-performance-optimization#excel-add-ins".',
  ResponsePayloadSizeLimitExceeded:
    'The response payload size has exceeded the limit. Please refer to the documentation: "https://docs.microsoft.com/office/dev/add-ins/concepts/resource-limits-and-performance-optimization#excel-add-ins".',
  UnsupportedOperation: 'The operation is not supported.',
};

/** A failure that is answered to the add-in as Excel would answer it: it ends the batch, earlier effects stay. */
export class OfficeError extends Error {
  constructor(
    readonly code: OfficeErrorCode,
    /** The member it happened in, as Office.js names it: `Range.values`. */
    readonly location: string = '',
    message: string = messageOf[code] ?? code,
  ) {
    super(message);
    this.name = 'OfficeError';
  }

  get status(): number {
    return statusOf[this.code] ?? 400;
  }
}

/** What is not emulated says so, by the name of the member: a test must never pass on a call that did nothing. */
export function notEmulated(member: string): OfficeError {
  return new OfficeError('ApiNotFound', member, `The emulated Excel does not implement ${member}.`);
}
