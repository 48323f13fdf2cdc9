import { child, parseXml, type XmlElement } from './xml';

/** The palette of indexed colours (ECMA-376 part 1, 18.8.27), from index 8 on; 0 to 7 repeat 8 to 15. */
const palette = (
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 ' +
  '9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF ' +
  '00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 ' +
  '003366 339966 003300 333300 993300 993366 333399 333333'
).split(' ');

/** Office's own theme, for workbooks that carry none. */
const officeTheme = 'FFFFFF 000000 EEECE1 1F497D 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080'.split(' ');

/** Turns the colours of a stylesheet (`rgb`, `theme` with `tint`, `indexed`) into `#RRGGBB`. */
export class ColorReader {
  private readonly theme: readonly string[];

  /** `theme` is the text of the theme part, or null. */
  constructor(theme: string | null) {
    this.theme = theme === null ? officeTheme : themeColors(theme);
  }

  /** The colour of a `color`, `fgColor` or `bgColor` element; null for the automatic one. */
  read(element: XmlElement | null): string | null {
    if (!element) return null;
    const { rgb, theme, indexed, tint } = element.attributes;
    let base: string | undefined;
    if (rgb !== undefined && /^[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?$/.test(rgb)) base = rgb.slice(-6);
    else if (theme !== undefined) base = this.theme[Number(theme)];
    else if (indexed !== undefined) base = palette[Number(indexed) < 8 ? Number(indexed) : Number(indexed) - 8];
    if (base === undefined) return null;
    return `#${tinted(base.toUpperCase(), Number(tint ?? 0) || 0)}`;
  }
}

/** The theme's twelve colours in the order that cells number them: light and dark are swapped in pairs. */
function themeColors(source: string): string[] {
  const elements = child(parseXml(source), 'themeElements');
  const scheme = elements ? child(elements, 'clrScheme') : null;
  if (!scheme) return officeTheme;
  const colors = scheme.children.map((each) => {
    const color = each.children[0];
    return (color?.name === 'sysClr' ? color.attributes.lastClr : color?.attributes.val) ?? '000000';
  });
  const [dark1 = '000000', light1 = 'FFFFFF', dark2 = '000000', light2 = 'FFFFFF', ...rest] = colors;
  return [light1, dark1, light2, dark2, ...rest];
}

/** Lightens (or, below 0, darkens) a colour by a share of its lightness (ECMA-376 part 1, 18.8.19). */
function tinted(color: string, tint: number): string {
  if (tint === 0) return color;
  const share = Math.max(-1, Math.min(1, tint));
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const lightness = (most + least) / 2;
  const wanted = share < 0 ? lightness * (1 + share) : lightness * (1 - share) + share;
  const spread = most - least;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * lightness - 1));
  const chroma = saturation * (1 - Math.abs(2 * wanted - 1));
  const channel = (value: number): string => {
    const position = spread === 0 ? 0.5 : (value - least) / spread;
    const level = wanted + (position - 0.5) * chroma;
    return Math.round(Math.max(0, Math.min(1, level)) * 255)
      .toString(16)
      .toUpperCase()
      .padStart(2, '0');
  };
  return channel(red) + channel(green) + channel(blue);
}
