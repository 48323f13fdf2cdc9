import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';

/** Whether a colour `#RRGGBB` is dark, by its relative luminance; null for anything else. */
export function isDark(color: string | undefined): boolean | null {
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(color ?? '');
  if (!match) return null;
  const [red = 0, green = 0, blue = 0] = match.slice(1, 4).map((part) => Number.parseInt(part, 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}

/** Fluent's theme for Office's own background, or for the browser's wish where Office does not tell. High contrast comes through `forced-colors`. */
export function themeFor(officeBackground: string | undefined, prefersDark: boolean): Theme {
  return (isDark(officeBackground) ?? prefersDark) ? webDarkTheme : webLightTheme;
}
