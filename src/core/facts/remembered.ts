/** Longer texts hardly come twice. */
const longest = 60;
/** Texts kept at most; then the memory begins anew, so that it never grows with the number of workbooks. */
const most = 4000;

/**
 * The same reading of a text, which remembers what it gave: labels come again and again, in one workbook and from one form to the next.
 * For pure functions only; what they give is shared and must not be changed.
 */
export function remembered<Result>(read: (text: string) => Result): (text: string) => Result {
  let known = new Map<string, Result>();
  return (text) => {
    if (text.length > longest) return read(text);
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as Result;
    const result = read(text);
    if (known.size >= most) known = new Map();
    known.set(text, result);
    return result;
  };
}
