/** All that a run asks of the report: drafting, merging with what stands, and what the checks say of it. */
export { draftReport } from './narrative';
export { giveBackParagraphs, mergeReport } from './sheet';
export { staleFigures } from './stale';
