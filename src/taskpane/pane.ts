import { createContext, useContext, useRef, useSyncExternalStore } from 'react';
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

/** Parts of the session's state, rendered anew only when one of them changes: progress of work leaves long lists alone. */
export function usePaneParts<Key extends keyof PaneState>(...keys: readonly Key[]): Pick<PaneState, Key> {
  const { session } = usePane();
  const seen = useRef(session.state);
  return useSyncExternalStore(session.subscribe, () => {
    if (!keys.every((key) => Object.is(seen.current[key], session.state[key]))) seen.current = session.state;
    return seen.current;
  });
}

/** Whether any work is under way. */
export function useIsBusy(): boolean {
  const { session } = usePane();
  return useSyncExternalStore(session.subscribe, () => session.state.activity !== null);
}

/** The messages of the pane in its language. */
export function useWords(): Words {
  const { language } = usePane();
  return wordsIn(language);
}
