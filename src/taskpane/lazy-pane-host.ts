import type { PaneHost } from './pane-host';

/** A host whose code is loaded when it is first asked for something, so that the pane is painted before it arrives. */
export function lazyPaneHost(load: () => Promise<PaneHost>): PaneHost {
  let loaded: Promise<PaneHost> | null = null;
  const host = (): Promise<PaneHost> => {
    loaded ??= load();
    return loaded;
  };
  return {
    capture: async (progress) => (await host()).capture(progress),
    apply: async (plan, progress, keep) => (await host()).apply(plan, progress, keep),
    restore: async (before) => (await host()).restore(before),
    select: async (reference) => (await host()).select(reference),
    selection: async () => (await host()).selection(),
    onChanged: async (listener) => (await host()).onChanged(listener),
    openSample: async () => (await host()).openSample(),
  };
}
