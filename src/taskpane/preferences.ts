/** The pane's own preferences. They hold nothing of a workbook. */
export interface Preferences {
  readonly tab: TabId;
  readonly onlyProblems: boolean;
}

/** The five tabs in the order of the work. */
export type TabId = 'facts' | 'indicators' | 'deductions' | 'checks' | 'report';

/** Preferences of somebody who has never chosen. */
export const defaultPreferences: Preferences = { tab: 'facts', onlyProblems: false };

const tabs: readonly string[] = ['facts', 'indicators', 'deductions', 'checks', 'report'] satisfies readonly TabId[];

/** Where preferences are kept. */
export interface PreferenceStore {
  load(): Promise<Preferences>;
  save(preferences: Preferences): Promise<void>;
}

/** Takes what was stored apart; anything unknown falls back to the default. */
export function preferencesOf(stored: unknown): Preferences {
  if (typeof stored !== 'object' || stored === null) return defaultPreferences;
  const { tab, onlyProblems } = stored as Record<string, unknown>;
  return {
    tab: typeof tab === 'string' && tabs.includes(tab) ? (tab as TabId) : defaultPreferences.tab,
    onlyProblems: onlyProblems === true,
  };
}

/** Keeps preferences through the `Storage` of office-js-helpers, loaded when first wanted; where storage is refused nothing is kept. */
export function officePreferences(): PreferenceStore {
  const open = async () => {
    const { Storage } = await import('@microsoft/office-js-helpers');
    return new Storage<Preferences>('jihe');
  };
  return {
    async load() {
      try {
        return preferencesOf((await open()).get('pane'));
      } catch {
        return defaultPreferences;
      }
    },
    async save(preferences) {
      try {
        (await open()).set('pane', preferences);
      } catch {
        // Storage may be switched off by policy; preferences are then those of this session.
      }
    },
  };
}

/** Preferences that live as long as the pane. */
export function memoryPreferences(first: Preferences = defaultPreferences): PreferenceStore {
  let kept = first;
  return {
    load: async () => kept,
    async save(preferences) {
      kept = preferences;
    },
  };
}
