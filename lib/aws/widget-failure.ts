import { noticeHtml } from '../report/widget-notice.tsx';
import { asError } from './handler.ts';
import { countFailedWidget, logger } from './telemetry.ts';

/**
 * What a widget shows where it can show nothing else. CloudWatch shows whatever a function throws as a box of JSON, and
 * nobody who looks at a dashboard can do anything with it; so the widget answers with the reason in words. That makes the
 * invocation a success to Lambda: the failure is logged here, and counted by a metric that has an alarm of its own
 * (docs/adr/31-widget-and-reports.md).
 */
export function widgetFailure(thrown: unknown): string {
  const error = asError(thrown);
  logger.error('an overview could not be shown', error);
  countFailedWidget();
  return noticeHtml({
    title: 'The overview could not be read',
    lines: [error.message, NOT_CLEAN, 'What to do: section "Failures" of docs/runbook.md.'],
  });
}

const NOT_CLEAN = 'This does not mean that all is well: nothing is known here of how the org stands.';
