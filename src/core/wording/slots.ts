import type { Language } from './wording';

/** Fills the `{name}` slots of a message; a slot without a value stays visible, which tests look for. Quotes inside a quoted slot become inner ones. */
export function fillSlots(template: string, slots: Readonly<Record<string, string | number>>): string {
  if (!template.includes('{')) return template;
  return template.replace(/\{([^{}]+)\}/g, (whole, name: string, at: number) => {
    if (!(name in slots)) return whole;
    const value = String(slots[name]);
    const quoted = template[at - 1] === '“' && template[at + whole.length] === '”';
    return quoted ? value.replace(/“/g, '‘').replace(/”/g, '’') : value;
  });
}

/** A place in the quotes of the language, a cell without Excel's own quotes around its sheet; empty for none. */
export function quotedPlace(place: string | null, language: Language): string {
  if (place === null) return '';
  const plain = place.replace(/^'((?:[^']|'')*)'!/, (_, sheet: string) => `${sheet.replace(/''/g, "'")}!`);
  return language === 'zh-CN' ? `「${plain}」` : `“${plain}”`;
}

/** Takes away what an empty place leaves in a sentence: empty brackets and doubled blanks. */
export function tidySentence(sentence: string): string {
  return sentence
    .replace(/（）| \(\)/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ ([;,.])/g, '$1');
}
