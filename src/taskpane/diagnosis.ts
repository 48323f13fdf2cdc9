import type { Failure } from './state';

/** Versions of what the pane runs in. */
export interface Versions {
  /** Of the add-in. */
  readonly addIn: string;
  /** Of Excel, as it names itself. */
  readonly host: string;
  readonly platform: string;
  /** Highest ExcelApi set that is supported. */
  readonly api: string;
}

/**
 * Text for a message to the maintainers: versions, and code and time of the last error. Places (sheet names, cells), messages of
 * Excel and figures are left out on purpose.
 */
export function figuresFreeDiagnosis(
  versions: Versions,
  last: { readonly failure: Failure; readonly time: string } | null,
  now: string,
): string {
  return [
    `jihe ${versions.addIn}`,
    `host ${versions.host}`,
    `platform ${versions.platform}`,
    `ExcelApi ${versions.api}`,
    `time ${now}`,
    `last error ${last ? `${last.failure.code} ${last.time}` : 'none'}`,
  ].join('\n');
}
