import type { OAuthClient } from '../../lib/domain/client.ts';
import type { Coverage } from '../../lib/domain/coverage.ts';
import { type Finding, findingId, type Transition } from '../../lib/domain/finding.ts';
import type { Division, Role } from '../../lib/domain/org.ts';
import type { ApprovalChange, Revision, RunPayload, RunRecord } from '../../lib/domain/run.ts';
import { digest, entityHash } from '../../lib/domain/snapshot.ts';
import type { EndpointRow, UsageRow, UsageSample } from '../../lib/domain/usage/day.ts';

export const ORG = 'prod';

/** A quiet run: nothing found. `seq` gives the time, too: one run an hour. */
export function run(seq: number, changes: Partial<RunRecord> = {}): RunRecord {
  const at = atOf(seq);
  return {
    seq,
    at,
    roots: {},
    slots: {},
    sources: {},
    judged: { all: 'j' },
    open: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    openDigest: '',
    id: `run-${seq}`,
    org: ORG,
    job: 'all',
    attempt: `attempt-${seq}`,
    startedAt: at,
    finishedAt: at,
    apiCalls: 7,
    coverage: fullCoverage(at),
    isBaseline: seq === 1,
    counts: { revisions: 0, transitions: 0, usageRows: 0 },
    chunks: 0,
    warnings: [],
    ...changes,
  };
}

/** The time of run number `seq`. */
export function atOf(seq: number): string {
  return new Date(Date.UTC(2026, 2, 1) + seq * 3_600_000).toISOString();
}

export function payload(changes: Partial<RunPayload> = {}): RunPayload {
  return { revisions: [], approvals: [], transitions: [], usage: [], endpoints: [], ...changes };
}

/** An id as Genesys makes them, always the same for a name. */
export function idOf(name: string): string {
  return digest(name).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function client(name: string, changes: Partial<OAuthClient> = {}): OAuthClient {
  return {
    id: idOf(name),
    name,
    description: `Client of ${name}`,
    grantType: 'CLIENT-CREDENTIALS',
    scopes: [],
    grants: [{ roleId: role('Recorder').id, divisionId: '*' }],
    redirectUris: [],
    tokenSeconds: 86_400,
    state: 'active',
    ...changes,
  };
}

export function role(name: string, permissions: readonly string[] = ['recording:recording:view']): Role {
  return { id: idOf(`role ${name}`), name, permissions, conditional: [] };
}

export function division(name: string): Division {
  return { id: idOf(`division ${name}`), name, isHome: name === 'Home' };
}

export function clientRevision(body: OAuthClient): Revision {
  return { kind: 'client', id: body.id, hash: entityHash('client', body), body };
}

export function roleRevision(body: Role): Revision {
  return { kind: 'role', id: body.id, hash: entityHash('role', body), body };
}

export function divisionRevision(body: Division): Revision {
  return { kind: 'division', id: body.id, hash: entityHash('division', body), body };
}

export function goneRevision(last: OAuthClient): Revision {
  return { kind: 'client', id: last.id, hash: 'gone', body: null, last };
}

export function approval(body: OAuthClient, by: ApprovalChange['by'] = 'baseline'): ApprovalChange {
  const held = role('Recorder');
  return { kind: 'client', id: body.id, by, body, roles: { [held.id]: entityHash('role', held) } };
}

export function finding(subject: string, changes: Partial<Finding> = {}): Finding {
  const of = client('Acme Recorder');
  const rule = 'scope-added';
  return {
    id: findingId({ org: ORG, clientId: of.id, rule, subject }),
    rule,
    severity: 'high',
    state: 'open',
    org: ORG,
    client: { id: of.id, name: of.name },
    vendor: 'Acme',
    subject,
    title: `Acme Recorder gained ${subject}`,
    because: 'It was not approved.',
    evidence: { added: [subject], count: 1, nested: { deep: [null, true] } },
    change: { added: [subject], removed: [], changed: [] },
    fix: ['Remove the scope.'],
    firstSeen: atOf(1),
    lastSeen: atOf(1),
    asOf: atOf(1),
    ...changes,
  };
}

export function opened(of: Finding): Transition {
  return { from: null, to: 'open', finding: of };
}

export function resolved(of: Finding): Transition {
  return { from: 'open', to: 'resolved', finding: { ...of, state: 'resolved' } };
}

/** Transitions of twelve runs: two clients, vendors and rules, three people, in all mixtures. */
export function variedTransitions(): readonly (readonly Transition[])[] {
  const people = [
    { id: 'user-1', name: 'Ada Lovelace', kind: 'user', source: 'audit' },
    { id: 'User-2', kind: 'user', source: 'modifiedBy' },
    undefined,
  ] as const;
  return Array.from({ length: 12 }, (_, n) => {
    const actor = people[n % 3];
    const acme = finding(`s${n}`, {
      rule: n % 2 === 0 ? 'scope-added' : 'role-added',
      severity: n % 4 === 0 ? 'critical' : 'low',
      ...(actor && { actor }),
    });
    const other = client('Other');
    const northwind = finding(`t${n}`, {
      id: `of-other-${n}`,
      client: { id: other.id, name: other.name },
      vendor: n % 5 === 4 ? null : 'Northwind',
      rule: n % 3 === 0 ? 'role-added' : 'scope-added',
      ...(n % 2 === 0 && { actor: people[1] }),
    });
    return [
      { ...opened(acme), cause: { kind: 'found', by: 'guardian' } },
      ...(n % 4 === 0 ? [{ ...opened(northwind), cause: { kind: 'found', by: 'guardian' } } as const] : []),
      ...(n % 4 === 1
        ? [
            {
              from: 'open',
              to: 'acknowledged',
              finding: northwind,
              cause: { kind: 'acknowledged', by: 'Grace' },
            } as const,
          ]
        : []),
      ...(n % 4 === 2 ? [resolved(northwind)] : []),
    ];
  });
}

export function usageRow(name: string, date: string, requests: number): UsageRow {
  return {
    date,
    clientId: idOf(name),
    clientName: name,
    requests,
    status200: requests,
    status300: 0,
    status400: 0,
    status500: 0,
    status429: 0,
  };
}

export function sample(date: string, at: string, requests: Readonly<Record<string, number>>): UsageSample {
  return { date, at, rows: Object.entries(requests).map(([name, count]) => usageRow(name, date, count)) };
}

export function endpointRow(name: string, date: string, template: string, requests: number): EndpointRow {
  return { ...usageRow(name, date, requests), method: 'GET', template };
}

/** A payload with something of everything. */
export function everything() {
  const acme = client('Acme');
  return payload({
    revisions: [clientRevision(acme), clientRevision(client('Other')), roleRevision(role('Recorder'))],
    approvals: [approval(acme)],
    transitions: [
      opened(finding('users', { actor: { id: 'user-1', name: 'Ada Lovelace', kind: 'user', source: 'audit' } })),
      resolved(finding('routing')),
      opened(finding('-', { client: { id: '-', name: '-' } })),
    ],
    usage: [sample('2026-03-01', atOf(1), { Acme: 100 }), sample('2026-03-02', atOf(1), { Acme: 1 })],
    endpoints: [endpointRow('Acme', '2026-03-01', '/api/v2/users', 3)],
  });
}

function fullCoverage(asOf: string): Coverage {
  const whole = { status: 'complete', count: 1, asOf } as const;
  return {
    clients: whole,
    roles: whole,
    divisions: whole,
    usage: whole,
    authorizations: whole,
    integrations: whole,
    audits: whole,
  };
}
