import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NativeBridge } from '../../src/workbench/protocol/native-bridge';

/** What Microsoft's host library defines. */
export interface OfficeLibrary {
  readonly Excel: typeof Excel;
  readonly OfficeExtension: typeof OfficeExtension;
}

let source: string | null = null;

/**
 * Evaluates the unmodified `excel-web-16.00.debug.js` in a window of its own that has the bridge and next to nothing else. The window
 * lies in this realm, so that arrays and errors are those of the test.
 */
export function loadOfficeLibrary(bridge: NativeBridge): OfficeLibrary {
  source ??= readFileSync(join(process.cwd(), 'node_modules/@microsoft/office-js/dist/excel-web-16.00.debug.js'), 'utf8');
  const window: Record<string, unknown> = {
    _richApiNativeBridge: bridge,
    setTimeout: (handler: () => void, delay?: number) => setTimeout(handler, delay),
    clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
    location: { href: 'https://localhost/' },
    navigator: { userAgent: '' },
    document: {
      URL: 'https://localhost/',
      cookie: '',
      getElementById: () => null,
      getElementsByTagName: () => [],
      createElement: () => ({}),
      addEventListener: () => undefined,
    },
    addEventListener: () => undefined,
  };
  window.window = window;
  window.self = window;
  // The library declares its namespaces with `var`: inside `with`, every name that the realm lacks lands on its window.
  const scope = new Proxy(window, { has: (target, name) => typeof name === 'string' && (name in target || !(name in globalThis)) });
  const evaluate = new Function('scope', `with (scope) { ${source}\n; return { Excel, OfficeExtension }; }`) as (
    scope: object,
  ) => OfficeLibrary;
  return evaluate(scope);
}
