import type { Transition } from '../domain/finding.ts';
import type { RunRecord } from '../domain/run.ts';
import { countBySeverity, SEVERITIES, type Severity, worstSeverity } from '../domain/severity.ts';
import type { AlertMessage } from '../ports.ts';
import { byClient } from './group.ts';
import { messageOf } from './message.ts';
import { isNoNews, type News, newsOf } from './news.ts';
import { alertText } from './text/alert-text.ts';
import { resolvedText } from './text/resolved-text.ts';
import { alertSms, stormSms } from './text/sms-text.ts';
import { alertSubject, firstLookSubject, resolvedSubject, stormSubject } from './text/subject.ts';
import { firstLookText, inventory, stormText } from './text/summary-text.ts';

export interface ComposeOptions {
  readonly run: RunRecord;
  readonly transitions: readonly Transition[];
  readonly settings: {
    /** More findings than this opening in one run make one summary. */
    readonly stormFindings: number;
  };
  /** IANA name of the readers' time zone. Default: UTC. */
  readonly timeZone?: string;
}

/**
 * The messages of a run, worst first: one for each severity in which something opened or changed, and one for all that
 * resolved. A first look and a storm make a single summary instead. Empty where there is nothing to tell. Pure: the
 * same run makes the same messages with the same keys.
 */
export function composeMessages({ run, transitions, settings, timeZone = 'UTC' }: ComposeOptions): AlertMessage[] {
  const news = newsOf(transitions);
  if (run.isBaseline) return isFirstLook(run, news) ? [firstLook(run, news, timeZone)] : [];
  if (news.opened.length > settings.stormFindings) return [storm(run, news, timeZone, settings.stormFindings)];
  return [...alerts(run, news, timeZone), ...resolvedNote(run, news, timeZone)];
}

/**
 * A first look that could not be finished is tried again with every run: it is told once, and when there is news. A
 * run that reads usage alone does not look at clients.
 */
function isFirstLook(run: RunRecord, news: News): boolean {
  return run.baselineAt !== undefined || (run.seq === 1 && run.job !== 'usage') || !isNoNews(news);
}

function alerts(run: RunRecord, { opened, changed, stagedCount }: News, timeZone: string): AlertMessage[] {
  return SEVERITIES.flatMap((severity) => {
    const told = [...opened, ...changed].filter(({ finding }) => finding.severity === severity);
    if (told.length === 0) return [];
    const groups = byClient(told);
    const sms = alertSms(run.org, severity, groups);
    return messageOf({
      run,
      kind: 'alert',
      severity,
      state: 'open',
      findings: told.map(({ finding }) => finding),
      subject: alertSubject(run.org, severity, groups),
      text: alertText({ run, severity, groups, stagedCount, timeZone }),
      ...(sms !== undefined && { sms }),
    });
  });
}

/** Carries the worst of the severities, so that whoever was told of the finding is told of its end. */
function resolvedNote(run: RunRecord, { resolved, stagedCount }: News, timeZone: string): AlertMessage[] {
  if (resolved.length === 0) return [];
  const groups = byClient(resolved);
  return [
    messageOf({
      run,
      kind: 'resolved',
      ...aboutAll(resolved),
      state: 'resolved',
      subject: resolvedSubject(run.org, groups),
      text: resolvedText({ run, groups, stagedCount, timeZone }),
    }),
  ];
}

function firstLook(run: RunRecord, news: News, timeZone: string): AlertMessage {
  const isWhole = run.baselineAt !== undefined;
  const about = aboutAll([...news.opened, ...news.changed]);
  // Seeing nothing is as bad as `guardian-blind`, and nothing else would tell of it yet.
  const severity = isWhole ? about.severity : worstSeverity([about.severity, 'high'], 'high');
  return messageOf({
    run,
    kind: 'summary',
    severity,
    findings: about.findings,
    state: about.findings.length > 0 ? 'open' : 'none',
    subject: firstLookSubject({
      org: run.org,
      severity,
      clients: inventory(run, ['clients']),
      isWhole,
      counts: countBySeverity(about.findings),
    }),
    text: firstLookText({ run, news, timeZone }),
  });
}

function storm(run: RunRecord, news: News, timeZone: string, limit: number): AlertMessage {
  const about = aboutAll([...news.opened, ...news.changed]);
  const counts = countBySeverity(news.opened.map(({ finding }) => finding));
  const count = news.opened.length;
  const sms = stormSms(run.org, about.severity, count);
  return messageOf({
    run,
    kind: 'summary',
    ...about,
    state: 'open',
    subject: stormSubject(run.org, about.severity, counts, count),
    text: stormText({ run, news, timeZone, limit }),
    ...(sms !== undefined && { sms }),
  });
}

function aboutAll(transitions: readonly Transition[]): { severity: Severity; findings: Transition['finding'][] } {
  const findings = transitions.map(({ finding }) => finding);
  return {
    severity: worstSeverity(
      findings.map(({ severity }) => severity),
      'info',
    ),
    findings,
  };
}
