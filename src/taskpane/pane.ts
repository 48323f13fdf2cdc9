import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Language } from '../core/wording/wording';
import type { Session } from './session';
import type { PaneState } from './state';
import { type Words, wordsIn } from './words';

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

/** The messages of the pane in its language. */
export function useWords(): Words {
  const { language } = usePane();
  return wordsIn(language);
}
