export type { LastReport } from './events.ts';
export { lastReport, markReport } from './mark.ts';
export { type ReportOptions, reportFacts } from './report-facts.ts';
