/** Names under which the manifest and the shortcuts call the commands. */
export const commandNames = ['recalculate', 'validate', 'openPane', 'traceCell', 'useCell'] as const;

/** One of them. */
export type CommandName = (typeof commandNames)[number];
