/** Messages of the area `hosts` in en-US. */
export default {
  notWorkbook:
    'The file {place} is not an Excel workbook or is damaged; open it in Excel, save it as “Excel Workbook (*.xlsx)” and try again.',
  oldFormat:
    'The file {place} is in the old .xls format; open it in Excel, choose File › Save As › “Excel Workbook (*.xlsx)” and use the new file.',
  encrypted:
    'The file {place} needs a password; open it in Excel, remove the password under File › Info › Protect Workbook, save and try again.',
  signed: 'The workbook {place} carries a digital signature that writing would break; save an unsigned copy and work on that.',
  strictFormat:
    'The workbook {place} is in Strict Open XML format, which can be read but not written; save it as “Excel Workbook (*.xlsx)” in Excel and try again.',
  tooLarge:
    'The file {place} is too large when unpacked, so reading was stopped; delete needless blank rows, pictures or sheets, save and try again.',
  noSheets: 'The workbook {place} has no usable sheet; add one and try again.',
  sheetMissing:
    'The sheet {place} can not be found, it may have been renamed or deleted; give it its name back, or read the workbook again and retry.',
  sheetProtected: '{place} is protected and can not be written; choose Review › Unprotect Sheet and try again.',
  structureProtected:
    'The workbook’s structure is protected, so no sheet can be added or removed; unprotect it under Review › Protect Workbook and try again.',
  cellMerged: 'The cell to be written {place} lies under a merged area; unmerge it or choose its top-left cell and try again.',
  cellInArray: 'The cell to be written {place} belongs to an array formula or data table; clear the whole array first and try again.',
  editing: 'A cell is being edited; press Enter or Esc to finish, then click again.',
  readOnly: 'The workbook {place} is read-only; save an editable copy and try again.',
  busy: 'Excel is busy and the step was not carried out; wait a moment and try again.',
  changedMeanwhile: 'The workbook {place} was changed after it was read, so the step was not carried out; read it again and retry.',
  filtered: '{place} is filtered and some rows were not written; everything was put back. Clear the filter under Data and try again.',
  notApplied: 'What was read back differs from what was written ({place}); everything was put back. Read the workbook again and retry.',
  notRestored: 'The workbook could not be put back completely ({place}); use Excel’s Undo, or close without saving and open it again.',
  unsupported: 'This step is not supported here {place}; use a newer Excel (Microsoft 365 or LTSC 2021).',
  cancelled: 'Cancelled; the workbook was not changed.',
  unknown: 'An unexpected error occurred {place}; the workbook was not changed. Please try again.',
} as const;
