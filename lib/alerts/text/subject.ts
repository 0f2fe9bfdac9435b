import { isIncomplete } from '../../domain/coverage.ts';
import { NO_CLIENT } from '../../domain/finding.ts';
import type { RunRecord } from '../../domain/run.ts';
import type { Severity, SeverityCounts } from '../../domain/severity.ts';
import type { DigestNews } from '../digest-news.ts';
import type { ClientNews } from '../group.ts';
import { toAscii } from './ascii.ts';
import { newsWord } from './cause-text.ts';
import { clip } from './clean.ts';
import { counted, severityCountsText } from './counts.ts';
import { clientName, headlineOf, placesText } from './headline.ts';

/** Characters of a subject: SNS refuses 100 and more, and anything but printable ASCII. */
export const MOST_SUBJECT_CHARACTERS = 99;

/**
 * `[HIGH] Acme Recorder: +3 scopes (users, ...) | org prod`; what is not new says first what happened to it:
 * `[HIGH] waiver expired: ...`.
 */
export function alertSubject(org: string, severity: Severity, groups: readonly ClientNews[]): string {
  const word = newsWord(groups.flatMap(({ transitions }) => transitions));
  return subject(severity.toUpperCase(), org, prefixed(word, whatOf(groups)));
}

/** `[HIGH] still open: Acme Recorder: +3 scopes (users, ...) | org prod`. */
export function reminderSubject(org: string, severity: Severity, groups: readonly ClientNews[]): string {
  return subject(severity.toUpperCase(), org, prefixed('still open', whatOf(groups)));
}

/** `[CRITICAL] still open: 143 findings: 12 critical, 131 high | org prod`. */
export function manyRemindersSubject(org: string, severity: Severity, counts: SeverityCounts, count: number): string {
  const text = `still open: ${counted(count, 'finding')}: ${severityCountsText(counts)}`;
  return subject(severity.toUpperCase(), org, { text, suffix: '' });
}

/** `[RESOLVED] 3 findings on Acme Recorder | org prod`. */
export function resolvedSubject(org: string, groups: readonly ClientNews[]): string {
  const count = groups.reduce((sum, { transitions }) => sum + transitions.length, 0);
  const [only] = groups;
  if (count === 1 && only) return subject('RESOLVED', org, { text: headlineOf(only).text, suffix: '' });
  const where = groups.length === 1 ? clientNames(groups).join() || placesText(groups) : placesText(groups);
  return subject('RESOLVED', org, { text: `${counted(count, 'finding')} on ${where}`, suffix: '' });
}

/** `[CRITICAL] First look: 128 clients; stands out: 2 critical, 3 high | org prod`. */
export function firstLookSubject(options: {
  readonly org: string;
  readonly severity: Severity;
  readonly clients: string;
  readonly isWhole: boolean;
  readonly counts: SeverityCounts;
}): string {
  const { org, severity, clients, isWhole, counts } = options;
  const text = `First look${isWhole ? '' : ' not finished'}: ${clients}; stands out: ${severityCountsText(counts)}`;
  return subject(severity.toUpperCase(), org, { text, suffix: '' });
}

/** `[CRITICAL] 143 new findings at once: 12 critical, 131 high | org prod`. */
export function stormSubject(org: string, severity: Severity, counts: SeverityCounts, count: number): string {
  const text = `${counted(count, 'new finding')} at once: ${severityCountsText(counts)}`;
  return subject(severity.toUpperCase(), org, { text, suffix: '' });
}

/** `[DIGEST] 2 new, 14 open, 3 resolved | org prod`; that something was not seen comes first. */
export function digestSubject(org: string, run: RunRecord | undefined, news: DigestNews): string {
  const { fresh, stillOpen, resolved } = news;
  const open = fresh.length + stillOpen.length;
  const isQuiet = open + resolved.length === 0;
  if (!run) return subject('DIGEST', org, { text: 'no run was made yet', suffix: '' });
  // What was not seen is never called quiet.
  const isWhole = !isIncomplete(run.coverage);
  const nothing = isWhole ? 'all quiet' : 'nothing in what was';
  const text = isQuiet ? nothing : `${fresh.length} new, ${open} open, ${resolved.length} resolved`;
  return subject('DIGEST', org, { text: isWhole ? text : `not all was seen; ${text}`, suffix: '' });
}

/** What happened, and an ending that must not be cut off. */
interface What {
  readonly text: string;
  readonly suffix: string;
}

function prefixed(word: string | undefined, { text, suffix }: What): What {
  return { text: word === undefined ? text : `${word}: ${text}`, suffix };
}

function whatOf(groups: readonly ClientNews[]): What {
  const [only, ...others] = groups;
  if (only && others.length === 0) {
    const { text, covers } = headlineOf(only);
    const more = only.transitions.length - covers;
    return { text, suffix: more > 0 ? `, +${more} more` : '' };
  }
  const names = clientNames(groups);
  const more = names.length - NAMES_SHOWN;
  return {
    text: `${placesText(groups)}: ${names.slice(0, NAMES_SHOWN).join(', ')}`,
    suffix: more > 0 ? `, +${more} more` : '',
  };
}

function clientNames(groups: readonly ClientNews[]): string[] {
  return groups
    .filter(({ client }) => client.id !== NO_CLIENT.id)
    .map(({ client }) => clip(toAscii(clientName(client)), MOST_NAME_CHARACTERS));
}

function subject(label: string, org: string, { text, suffix }: What): string {
  const start = `[${label}] `;
  const end = `${suffix} | org ${clip(toAscii(org), MOST_ORG_CHARACTERS)}`;
  const room = MOST_SUBJECT_CHARACTERS - start.length - end.length;
  return `${start}${clip(toAscii(text), room)}${end}`;
}

const NAMES_SHOWN = 2;
const MOST_NAME_CHARACTERS = 24;
const MOST_ORG_CHARACTERS = 20;
