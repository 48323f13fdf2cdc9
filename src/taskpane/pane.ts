import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Language, type MessageKey, say } from '../core/wording/wording';
import type { Session } from './session';
import type { PaneState } from './state';

/** What every component of the pane may use. */
export interface Pane {
  readonly session: Session;
  readonly language: Language;
}

/** The pane of the components below. */
export const PaneContext = createContext<Pane | null>(null);

/** The session and language; throws a `RangeError` outside a pane. */
export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (!pane) throw new RangeError('no pane');
  return pane;
}

/** The session's state, rendered anew at every change. */
export function usePaneState(): PaneState {
  const { session } = usePane();
  return useSyncExternalStore(session.subscribe, () => session.state);
}

/** A message of the pane in the pane's language. */
export type Words = (key: MessageKey<'pane'>, slots?: Readonly<Record<string, string | number>>) => string;

/** The messages of the pane in its language. */
export function useWords(): Words {
  const { language } = usePane();
  return (key, slots) => say('pane', key, slots, language);
}
