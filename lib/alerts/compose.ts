import type { Finding, Transition } from '../domain/finding.ts';
import type { GuardianConfig } from '../domain/manifest.ts';
import type { RunPayload, RunRecord } from '../domain/run.ts';
import { countBySeverity, SEVERITIES, type Severity, worstSeverity } from '../domain/severity.ts';
import type { AlertMessage } from '../ports.ts';
import { alertBody } from './body/alert-body.ts';
import type { Body } from './body/body.ts';
import type { Telling } from './body/frame.ts';
import { manyRemindersBody, reminderBody } from './body/reminder-body.ts';
import { resolvedBody } from './body/resolved-body.ts';
import { firstLookBody, inventory, stormBody } from './body/summary-body.ts';
import { byClient, grouped } from './group.ts';
import { type MessageParts, messageOf } from './message.ts';
import { isNoNews, type News, newsOf } from './news.ts';
import { ownersOf, type VendorContact } from './owners.ts';
import { bodyText } from './text/body-text.ts';
import { alertSms, stormSms } from './text/sms-text.ts';
import {
  alertSubject,
  firstLookSubject,
  manyRemindersSubject,
  reminderSubject,
  resolvedSubject,
  stormSubject,
} from './text/subject.ts';

export interface ComposeOptions {
  readonly run: RunRecord;
  readonly transitions: readonly Transition[];
  /** Open findings of which people are told again: the payload's. Default: none. */
  readonly reminders?: readonly Finding[];
  /** The manifest: who answers for a vendor. Default: nobody is named. */
  readonly vendors?: readonly VendorContact[];
  readonly settings: {
    /** More findings than this opening (or being told again) in one run make one summary. */
    readonly stormFindings: number;
  };
  /** IANA name of the readers' time zone. Default: UTC. */
  readonly timeZone?: string;
  /** How a body looks in HTML: `bodyHtml`. Default: messages have no HTML part (docs/adr/18-messages.md). */
  readonly html?: (body: Body) => string;
}

/**
 * The messages of a run, worst first: one for each severity in which something opened or changed, one for all that
 * resolved, and one for each severity of which people are reminded. A first look and a storm make a single summary in
 * place of the former, and too many reminders one reminder. Empty where there is nothing to tell, and for what somebody
 * decided: nobody is told of their own doing. Pure: the same run makes the same messages with the same keys.
 */
export function composeMessages(options: ComposeOptions): AlertMessage[] {
  const { run, transitions, reminders = [] } = options;
  if (run.job === 'act') return [];
  const news = newsOf(transitions);
  const composer = composerOf(options, news.stagedCount);
  return [...newsMessages(composer, news, options), ...reminderMessages(composer, reminders, options)];
}

/** {@link composeMessages} for what `guardian.yaml` says: what `notify` asks for every run. */
export function runComposer(
  { thresholds, vendors }: Pick<GuardianConfig, 'thresholds' | 'vendors'>,
  options: Pick<ComposeOptions, 'timeZone' | 'html'> = {},
): (run: RunRecord, payload: RunPayload) => AlertMessage[] {
  return (run, { transitions, reminders = [] }) =>
    composeMessages({ ...options, run, transitions, reminders, vendors, settings: thresholds });
}

interface Composer {
  readonly telling: Telling;
  message(parts: Omit<MessageParts, 'run' | 'ownerOf' | 'text' | 'html'>, body: Body): AlertMessage;
}

function composerOf({ run, vendors = [], timeZone = 'UTC', html }: ComposeOptions, stagedCount: number): Composer {
  const ownerOf = ownersOf(vendors);
  return {
    telling: { run, timeZone, stagedCount, ownerOf },
    message: (parts, body) =>
      messageOf({ ...parts, run, ownerOf, text: bodyText(body), ...(html && { html: html(body) }) }),
  };
}

function newsMessages(composer: Composer, news: News, { run, settings }: ComposeOptions): AlertMessage[] {
  if (run.isBaseline) return isFirstLook(run, news) ? [firstLook(composer, news)] : [];
  if (news.opened.length > settings.stormFindings) return [storm(composer, news, settings.stormFindings)];
  return [...alerts(composer, news), ...resolvedNote(composer, news)];
}

/**
 * A first look that could not be finished is tried again with every run: it is told once, and when there is news. A
 * run that reads usage alone does not look at clients.
 */
function isFirstLook(run: RunRecord, news: News): boolean {
  return run.baselineAt !== undefined || (run.seq === 1 && run.job !== 'usage') || !isNoNews(news);
}

function alerts({ telling, message }: Composer, { opened, changed }: News): AlertMessage[] {
  const { org } = telling.run;
  return SEVERITIES.flatMap((severity) => {
    const told = [...opened, ...changed].filter(({ finding }) => finding.severity === severity);
    if (told.length === 0) return [];
    const groups = byClient(told);
    const sms = alertSms(org, severity, groups);
    return message(
      {
        kind: 'alert',
        severity,
        state: 'open',
        findings: told.map(({ finding }) => finding),
        subject: alertSubject(org, severity, groups),
        ...(sms !== undefined && { sms }),
      },
      alertBody(telling, severity, groups),
    );
  });
}

/** Carries the worst of the severities, so that whoever was told of the finding is told of its end. */
function resolvedNote({ telling, message }: Composer, { resolved }: News): AlertMessage[] {
  if (resolved.length === 0) return [];
  const groups = byClient(resolved);
  const subject = resolvedSubject(telling.run.org, groups);
  const about = aboutAll(resolved.map(({ finding }) => finding));
  return [message({ kind: 'resolved', ...about, state: 'resolved', subject }, resolvedBody(telling, groups))];
}

function firstLook({ telling, message }: Composer, news: News): AlertMessage {
  const { run } = telling;
  const isWhole = run.baselineAt !== undefined;
  const about = aboutAll([...news.opened, ...news.changed].map(({ finding }) => finding));
  // Seeing nothing is as bad as `guardian-blind`, and nothing else would tell of it yet.
  const severity = isWhole ? about.severity : worstSeverity([about.severity, 'high'], 'high');
  const subject = firstLookSubject({
    org: run.org,
    severity,
    clients: inventory(run, ['clients']),
    isWhole,
    counts: countBySeverity(about.findings),
  });
  const state = about.findings.length > 0 ? 'open' : 'none';
  return message({ kind: 'summary', severity, findings: about.findings, state, subject }, firstLookBody(telling, news));
}

function storm({ telling, message }: Composer, news: News, limit: number): AlertMessage {
  const { org } = telling.run;
  const about = aboutAll([...news.opened, ...news.changed].map(({ finding }) => finding));
  const counts = countBySeverity(news.opened.map(({ finding }) => finding));
  const count = news.opened.length;
  const sms = stormSms(org, about.severity, count);
  const subject = stormSubject(org, about.severity, counts, count);
  return message(
    { kind: 'summary', ...about, state: 'open', subject, ...(sms !== undefined && { sms }) },
    stormBody(telling, news, limit),
  );
}

/** No telephone rings for a reminder: nothing has happened. */
function reminderMessages(
  { telling, message }: Composer,
  reminders: readonly Finding[],
  { settings: { stormFindings } }: ComposeOptions,
): AlertMessage[] {
  const { org } = telling.run;
  const told = reminders.filter(({ staged }) => !staged).sort(oldestFirst);
  if (told.length > stormFindings) {
    const about = aboutAll(told);
    const subject = manyRemindersSubject(org, about.severity, countBySeverity(told), told.length);
    const body = manyRemindersBody(telling, told, stormFindings);
    return [message({ kind: 'reminder', ...about, state: 'open', subject }, body)];
  }
  return SEVERITIES.flatMap((severity) => {
    const findings = told.filter((finding) => finding.severity === severity);
    if (findings.length === 0) return [];
    const groups = grouped(findings.map((finding) => ({ from: 'open', to: 'open', finding })));
    const subject = reminderSubject(org, severity, groups);
    return message(
      { kind: 'reminder', severity, findings, state: 'open', subject },
      reminderBody(telling, severity, groups),
    );
  });
}

function oldestFirst(a: Finding, b: Finding): number {
  return Date.parse(a.firstSeen) - Date.parse(b.firstSeen) || (a.id < b.id ? -1 : 1);
}

function aboutAll(findings: readonly Finding[]): { severity: Severity; findings: readonly Finding[] } {
  return {
    severity: worstSeverity(
      findings.map(({ severity }) => severity),
      'info',
    ),
    findings,
  };
}
