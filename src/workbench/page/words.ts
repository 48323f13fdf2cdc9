/** What the workbench says. It is an Excel of its own and shares no wording with the add-in. */
export const words = {
  blankName: '工作簿1.xlsx',
  open: '打开',
  save: '保存',
  openPane: '打开面板',
  recalculate: '一键重算',
  validate: '提交前校验',
  addInGroup: '绩核',
  fileGroup: '文件',
  dropHere: '松开鼠标，打开这个工作簿',
  opening: '正在打开 {name}…',
  notOpened: '打不开 {name}：{reason}',
  saved: '已保存 {name}',
  nothingToSave: '没有改动，已存为 {name}',
  notSaved: '没能保存：{reason}',
  notSavedParts: '已保存 {name}；这些改动没有写进文件：{parts}',
  protectedCell: '这个单元格受工作表保护，不能编辑。',
  paneMissing: '面板还没有准备好，请稍等片刻再试。',
  traffic: '同步 {syncs} 次 · 上行 {up} · 下行 {down}',
  paneTitle: '绩核',
  closePane: '关闭面板',
  closeDialog: '关闭',
  trace: '这个数从哪来',
  useCell: '用作…',
} as const;

/** A sentence with its slots filled. */
export function fill(text: string, slots: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in slots ? String(slots[name]) : whole));
}

/** Why a file was refused, in words. */
export const refusals: Readonly<Record<string, string>> = {
  notWorkbook: '它不是 Excel 工作簿，或者已经损坏。',
  oldFormat: '这是旧格式（.xls），请先另存为 .xlsx。',
  encrypted: '它有打开密码，请先去掉密码。',
  signed: '它有数字签名，改动会使签名失效。',
  strictFormat: '它是 Strict Open XML 格式，请先另存为普通 .xlsx。',
  tooLarge: '它太大了。',
  noSheets: '里面没有工作表。',
};
