import * as z from 'zod';
import type { ReadingBench } from '../cli/workbench.ts';
import { findOverview } from '../jobs/queries/overview.ts';
import type { ReportPlace } from '../ports.ts';
import { overviewHtml } from '../report/widget.ts';
import { noticeHtml, orgChoiceHtml } from '../report/widget-notice.tsx';
import { widgetDescription } from './widget-description.ts';
import { WidgetEvent } from './widget-event.ts';

export interface WidgetOptions {
  readonly bench: ReadingBench;
  readonly event: unknown;
  /** Where an org's newest report is; left out where none are written. */
  readonly findReport?: ((org: string) => Promise<ReportPlace | undefined>) | undefined;
  /** ARN of the function itself: its buttons call it again. */
  readonly functionArn: string;
}

/**
 * What a custom widget of CloudWatch shows: the overview of an org as HTML, its description as Markdown, or what is wrong
 * with the parameters, in words and not as an error, for somebody is typing them just then.
 *
 * @throws StoreError, or whatever keeps it from answering
 */
export async function answerWidget({ bench, event, findReport, functionArn }: WidgetOptions): Promise<string> {
  const orgs = (bench.config.orgs ?? []).map(({ name }) => name);
  const parsed = WidgetEvent.safeParse(event);
  if (!parsed.success) {
    return noticeHtml({
      title: 'The parameters of this widget are wrong',
      lines: z.prettifyError(parsed.error).split('\n'),
    });
  }
  const { describe, org: asked, widgetContext } = parsed.data;
  if (describe) return widgetDescription(orgs);
  const chosen = asked ?? (orgs.length === 1 ? orgs[0] : undefined);
  const choice = orgChoiceHtml({ functionArn, orgs, chosen });
  if (chosen === undefined) return choice;
  if (!orgs.includes(chosen)) {
    const lines = [`guardian.yaml of this deployment has no org '${chosen}'. These are there:`];
    return noticeHtml({ title: 'There is no such org', lines }) + choice;
  }
  const { clock, config, rules } = bench;
  const overview = await findOverview({
    store: await bench.store(),
    org: bench.org(chosen),
    config,
    rules,
    now: clock.now(),
  });
  const report = await findReport?.(chosen);
  const isFixed = orgs.length === 1 || widgetContext.params.org !== undefined;
  const shown = overviewHtml(overview, {
    theme: widgetContext.theme,
    ...(report && { reportLocation: report.location }),
  });
  return isFixed ? shown : choice + shown;
}
