import { DAY_MS } from '../../domain/day.ts';
import type { Acknowledged } from '../../domain/triage.ts';
import type { Acceptable } from '../../jobs/acts/acceptable.ts';
import type { ListedWaiver, Stale } from '../../jobs/acts/listed-waivers.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { ageOf, plural, severityLabel } from './style.ts';
import { tableOf } from './table.ts';

interface Reading {
  readonly now: Date;
  readonly paper: Paper;
}

/** Who looks after what, and for how long already. */
export function acknowledgedText(acknowledged: readonly Acknowledged[], { now, paper }: Reading): string {
  if (acknowledged.length === 0) return 'Nothing is acknowledged.\n';
  const table = tableOf(
    paper,
    [
      { title: 'severity' },
      { title: 'client', isFlexible: true },
      { title: 'finding', isFlexible: true },
      { title: 'owner', isFlexible: true },
      { title: 'for', isNumber: true },
      { title: 'by', isFlexible: true },
      { title: 'note', isFlexible: true },
      { title: 'id' },
    ],
    acknowledged.map(({ finding, acknowledgement: { owner, by, at, note } }) => [
      severityLabel(finding.severity, paper),
      safe(finding.client.name),
      safe(finding.title),
      safe(owner),
      ageOf(at, now),
      safe(by),
      safe(note ?? ''),
      paper.paint.dim(finding.id),
    ]),
  );
  return `${table}\n`;
}

/** What is waived, by whom, for how long still, and what about it deserves another look. */
export function waiversText(waivers: readonly ListedWaiver[], { now, paper }: Reading): string {
  if (waivers.length === 0) return 'Nothing is waived.\n';
  const table = tableOf(
    paper,
    [
      { title: 'left', isNumber: true },
      { title: 'severity' },
      { title: 'client', isFlexible: true },
      { title: 'finding', isFlexible: true },
      { title: 'by', isFlexible: true },
      { title: 'reason', isFlexible: true },
      { title: 'written in' },
      { title: 'look at it', isFlexible: true },
      { title: 'id' },
    ],
    waivers.map(({ finding, until, by, reason, source, stale, id }) => [
      daysLeft(until, now),
      finding ? severityLabel(finding.severity, paper) : '?',
      safe(finding?.client.name ?? '?'),
      safe(finding?.title ?? '?'),
      safe(by),
      safe(reason),
      source === 'manifest' ? 'guardian.yaml' : 'history',
      stale.map((why) => STALE_WORDS[why]).join(', '),
      paper.paint.dim(safe(id)),
    ]),
  );
  return `${table}\n`;
}

const STALE_WORDS: Readonly<Record<Stale, string>> = {
  'ends-soon': 'ends soon',
  'evidence-shrank': 'says less than was waived',
  'no-such-finding': 'no such finding is open',
  'other-evidence': 'waives other evidence than there is',
  'not-yet-seen': 'holds from the next scan on',
  ended: 'is over',
};

/** Clients that stand otherwise than approved. */
export function acceptableText(clients: readonly Acceptable[], { paper }: Pick<Reading, 'paper'>): string {
  if (clients.length === 0) return 'Every client is as it is approved, as far as the guardian saw.\n';
  const table = tableOf(
    paper,
    [
      { title: 'worst' },
      { title: 'client', isFlexible: true },
      { title: 'vendor', isFlexible: true },
      { title: 'differs by', isFlexible: true },
      { title: 'client id' },
    ],
    clients.map(({ client, vendor, findings }) => [
      findings[0] ? severityLabel(findings[0].severity, paper) : '',
      safe(client.name),
      safe(vendor ?? 'none'),
      safe(findings.map(({ title }) => title).join('; ')),
      paper.paint.dim(safe(client.id)),
    ]),
  );
  return `${table}\n\n${paper.paint.dim('guardian accept --client ID --dry-run shows what accepting one would mean.')}\n`;
}

function daysLeft(until: string, now: Date): string {
  const left = Date.parse(until) - now.getTime();
  return left <= 0 ? '0 days' : plural(Math.ceil(left / DAY_MS), 'day');
}
