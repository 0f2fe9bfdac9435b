import type { Finding } from '../../lib/domain/finding.ts';
import type { ReportClient, ReportEvent } from '../../lib/domain/report.ts';
import { DAY_MS } from '../../lib/domain/usage/calendar.ts';
import type { SampleSize } from './sample-facts.ts';
import type { Random } from './sample-random.ts';

const KINDS = [
  {
    rule: 'scope-added',
    severity: 'high',
    title: (client: string) => `${client} holds scopes beyond its approval: users, recordings`,
  },
  {
    rule: 'role-permissions-widened',
    severity: 'critical',
    title: (client: string) => `A role of ${client} gained authorization:grant:add`,
  },
  { rule: 'all-divisions-grant', severity: 'critical', title: (client: string) => `${client} reaches every division` },
  {
    rule: 'division-widened',
    severity: 'high',
    title: (client: string) => `${client} reaches the division Claims beyond its approval`,
  },
  {
    rule: 'quota-share',
    severity: 'high',
    title: (client: string) => `${client} uses 72 % of the hourly API allowance`,
  },
  {
    rule: 'shared-role',
    severity: 'medium',
    title: (client: string) => `${client} shares the role CRM sync with another vendor`,
  },
  { rule: 'client-unused', severity: 'low', title: (client: string) => `${client} has made no request for 92 days` },
  {
    rule: 'scope-unused',
    severity: 'low',
    title: (client: string) => `${client} holds scopes that no observed call needed`,
  },
  { rule: 'scope-removed', severity: 'info', title: (client: string) => `${client} lost the approved scope routing` },
] as const;

interface SampleFindingOptions {
  readonly index: number;
  readonly clients: readonly ReportClient[];
  readonly random: Random;
  readonly size: SampleSize;
}

export function sampleFinding({ index, clients, random, size }: SampleFindingOptions): Finding {
  const kind = KINDS[index % KINDS.length] ?? KINDS[0];
  const client = clients[random.below(clients.length)] ?? clients[0];
  if (!client) throw new RangeError('a sample needs a client');
  const state = random.pick(['open', 'open', 'open', 'open', 'acknowledged', 'waived', 'resolved'] as const);
  const at = Date.parse('2026-11-23T08:00:00.000Z') - Math.round(random.next() ** 2 * size.days * DAY_MS);
  const firstSeen = new Date(at).toISOString();
  const covers = { evidence: {}, severity: kind.severity };
  return {
    id: `${kind.rule}-${index.toString(16).padStart(12, '0')}`,
    rule: kind.rule,
    severity: kind.severity,
    state,
    org: 'prod',
    client: { id: client.id, name: client.name },
    vendor: client.vendor,
    subject: 'users',
    title: kind.title(client.name),
    because:
      'The manifest approves analytics:readonly, routing and users:readonly. What is held beyond opens every profile of the org for writing, and all recordings.',
    evidence: { scopes: ['recordings', 'users'], approved: ['analytics:readonly', 'routing', 'users:readonly'] },
    change: { added: ['users', 'recordings'], removed: ['users:readonly'], changed: [] },
    fix: [
      'Admin > Integrations > OAuth: open the client and remove users and recordings.',
      'Or approve them: guardian accept --client … --to-manifest.',
    ],
    actor: { id: 'u1', name: 'Dana Whitfield', kind: 'user', source: 'audit', at: firstSeen },
    firstSeen,
    lastSeen: '2026-11-23T08:00:00.000Z',
    asOf: '2026-11-23T08:00:00.000Z',
    ...(state === 'acknowledged'
      ? { acknowledgement: { owner: 'voice platform', by: 'dana', at: firstSeen, note: 'TICKET-118', covers } }
      : {}),
    ...(state === 'waived'
      ? {
          waiver: {
            reason: 'Migration until the end of the month',
            by: 'dana',
            at: firstSeen,
            until: '2026-12-01T00:00:00.000Z',
            source: 'command',
            covers,
          },
        }
      : {}),
  };
}

/** What happened to the findings within the range, newest first. */
export function sampleEvents(options: {
  readonly findings: readonly Finding[];
  readonly since: string;
  readonly random: Random;
}): ReportEvent[] {
  const { findings, since, random } = options;
  const events = findings.flatMap((finding): ReportEvent[] => {
    const { id, rule, severity, client, vendor, title, change, actor, state, firstSeen } = finding;
    const shared = { findingId: id, rule, severity, client, vendor, title };
    const found: ReportEvent = {
      ...shared,
      at: firstSeen,
      from: null,
      to: 'open',
      cause: { kind: 'found', by: 'guardian' },
      ...(change ? { change } : {}),
      ...(actor ? { actor } : {}),
    };
    if (state === 'open') return [found];
    const later = new Date(Date.parse(firstSeen) + Math.round(random.next() * 6 * DAY_MS)).toISOString();
    const kind = state === 'resolved' ? 'gone' : state;
    const by = state === 'resolved' ? 'guardian' : 'dana';
    return [found, { ...shared, at: later, from: 'open', to: state, cause: { kind, by } }];
  });
  return events
    .filter(({ at }) => at >= since && at <= '2026-11-23T08:30:00.000Z')
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}
