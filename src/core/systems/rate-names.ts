import { standardRates } from './systems';

/** What a person calls a standard rate: 预算执行率. An id that is none stays as it is. */
export function rateName(id: string): string {
  return standardRates.find((rate) => rate.id === id)?.label ?? id;
}

/** The id of the standard rate of that name, whatever quotes it is written with; any other word stays as it is. */
export function rateOfName(name: string): string {
  return standardRates.find(({ label }) => withoutQuotes(label) === withoutQuotes(name))?.id ?? name;
}

function withoutQuotes(name: string): string {
  return name.replace(/["“”＂]/g, '');
}
