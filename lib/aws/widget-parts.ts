import { once } from './handler.ts';
import { deployedReports } from './newest-report.ts';
import { queryWorkbench } from './query-workbench.ts';

/** What the widget's answers come from: the deployed history, only read, as questions of programs are answered. */
export const widgetParts = once(() => {
  const bench = queryWorkbench();
  return { bench, findReport: deployedReports(() => bench.store()) };
});
