import type { OAuthClient } from '../../lib/domain/client.ts';
import { addDays, DAY_MS, type Day } from '../../lib/domain/day.ts';
import { type Finding, openDigest, type Transition } from '../../lib/domain/finding.ts';
import { type GuardianConfig, GuardianConfigSchema } from '../../lib/domain/manifest.ts';
import type { Division, Role } from '../../lib/domain/org.ts';
import type { ApprovalChange, RunPayload, RunRecord } from '../../lib/domain/run.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import { entityHash } from '../../lib/domain/snapshot.ts';
import type { EndpointRow } from '../../lib/domain/usage/day.ts';
import type { Store } from '../../lib/ports.ts';
import type { ApiOperation } from '../../lib/privilege/catalogue/operation.ts';
import { platformCatalogue } from '../../lib/privilege/catalogue/platform-catalogue.ts';
import {
  clientRevision,
  division,
  divisionRevision,
  idOf,
  payload,
  role,
  roleRevision,
  run,
  sample,
} from '../../test/store/fixtures.ts';

/** What is in it. */
export interface HistorySize {
  readonly clients: number;
  readonly days: number;
  /** Drifts a run: each opens a finding, and three in four are resolved two runs later. */
  readonly driftsPerRun: number;
  /** Days between two runs that find anything. */
  readonly daysPerRun: number;
  readonly firstDay: Day;
}

/** A manifest for a fifth of the vendors, five clients to a vendor. */
export function historyConfig({ clients }: Pick<HistorySize, 'clients'>): GuardianConfig {
  const vendors = Array.from({ length: Math.ceil(clients / 10) }, (_, n) => ({
    name: `Vendor ${n}`,
    owner: `Team ${n % 7}`,
    clients: Array.from({ length: 5 }, (__, k) => idOf(nameOf(n * 5 + k))),
  }));
  return GuardianConfigSchema.parse({ orgs: [{ name: 'prod', licences: { CX3: 1000 } }], vendors });
}

/**
 * Writes the past of an org that has been watched for long: drifts that come and go, with a revision of the client at
 * either end, the usage of every day, and calls by operation of the last month. Answers the time of its newest run.
 */
export async function writeHistory(store: Store, size: HistorySize): Promise<Date> {
  const { firstDay } = size;
  const org = new LongHistory(size);
  const runs = Math.floor(size.days / size.daysPerRun);
  for (let index = 0; index < runs; index += 1) {
    const { record, found } = org.next(index, index === runs - 1);
    const { outcome } = await store.commit(record, found);
    if (outcome !== 'committed') throw new Error(`run ${record.seq} was not committed`);
  }
  return new Date(`${addDays(firstDay, runs * size.daysPerRun)}T06:30:00.000Z`);
}

const ROLES = 80;
const DIVISIONS = 12;
const OBSERVED_DAYS = 32;

class LongHistory {
  readonly #size: HistorySize;
  readonly #roles: readonly Role[];
  readonly #divisions: readonly Division[];
  readonly #operations: readonly ApiOperation[];
  readonly #clients: OAuthClient[];
  readonly #open = new Map<string, { finding: Finding; before: OAuthClient; until: number }>();
  #baselineAt = '';

  constructor(size: HistorySize) {
    this.#size = size;
    const { operations } = platformCatalogue();
    this.#operations = operations.filter(({ permissions, scopes }) => permissions.length > 0 && scopes.length > 0);
    this.#divisions = ['Home', ...Array.from({ length: DIVISIONS - 1 }, (_, n) => `Division ${n}`)].map(division);
    this.#roles = Array.from({ length: ROLES }, (_, n) => {
      const held = Array.from(
        { length: 20 + ((n * 7) % 60) },
        (__, k) => this.#operationAt(n * 31 + k * 7).permissions[0],
      );
      return role(`Role ${n}`, [...new Set(held.flatMap((permission) => permission ?? []))].sort());
    });
    this.#clients = Array.from({ length: size.clients }, (_, n) => this.#client(n));
  }

  next(index: number, isLast: boolean): { readonly record: RunRecord; readonly found: RunPayload } {
    const { daysPerRun, firstDay } = this.#size;
    const days = Array.from({ length: daysPerRun }, (_, n) => addDays(firstDay, index * daysPerRun + n));
    const today = addDays(firstDay, (index + 1) * daysPerRun);
    const at = `${today}T06:00:00.000Z`;
    if (index === 0) this.#baselineAt = at;
    const changed = new Map<string, OAuthClient>();
    const transitions = index === 0 ? [] : [...this.#resolve(index, at, changed), ...this.#drift(index, at, changed)];
    const revisions = index === 0 ? this.#everything() : [...changed.values()].map(clientRevision);
    const found = payload({
      revisions,
      transitions,
      approvals: index === 0 ? this.#clients.map((client) => this.#approval(client)) : [],
      usage: days.map((date) => sample(date, at, this.#counts(date))),
      endpoints: isLast ? this.#calls(addDays(today, -1)) : [],
    });
    const open = [...this.#open.values()].map(({ finding }) => finding);
    const complete = { completeAt: at, failures: 0 };
    const sources = {
      clients: complete,
      roles: complete,
      divisions: complete,
      usage: complete,
      integrations: complete,
    };
    const record = run(index + 1, {
      at,
      startedAt: at,
      finishedAt: at,
      sources,
      openDigest: openDigest(open),
      baselineAt: this.#baselineAt,
      usageAsOf: at,
      endpointsFrom: addDays(today, -OBSERVED_DAYS),
      endpointsThrough: addDays(today, -1),
    });
    return { record, found };
  }

  #everything() {
    return [
      ...this.#clients.map(clientRevision),
      ...this.#roles.map(roleRevision),
      ...this.#divisions.map(divisionRevision),
    ];
  }

  #client(n: number): OAuthClient {
    const name = nameOf(n);
    const common = { id: idOf(name), name, description: '', redirectUris: [], tokenSeconds: 86_400, state: 'active' };
    if (n % 2 === 0) {
      const grants = Array.from({ length: 1 + (n % 3) }, (_, k) => ({
        roleId: this.#roles[(n * 3 + k) % ROLES]?.id ?? '',
        divisionId: n % 25 === 0 ? '*' : (this.#divisions[(n + k) % DIVISIONS]?.id ?? ''),
      }));
      return { ...common, grantType: 'CLIENT-CREDENTIALS', scopes: [], grants };
    }
    const scopes = Array.from({ length: 3 + (n % 8) }, (_, k) => this.#operationAt(n * 13 + k * 101).scopes[0] ?? '');
    return {
      ...common,
      grantType: 'CODE',
      scopes: [...new Set(scopes)].sort(),
      grants: [],
      redirectUris: [`https://app-${n}.example/callback`],
    };
  }

  #approval(body: OAuthClient): ApprovalChange {
    const held = this.#roles.filter(({ id }) => body.grants.some(({ roleId }) => roleId === id));
    const roles = Object.fromEntries(held.map((each) => [each.id, entityHash('role', each)]));
    return { kind: 'client', id: body.id, by: 'baseline', body, roles };
  }

  #drift(index: number, at: string, changed: Map<string, OAuthClient>): Transition[] {
    return Array.from({ length: this.#size.driftsPerRun }, (_, n): Transition[] => {
      // Two clients in five change, again and again; the others never do.
      const some = (index * this.#size.driftsPerRun * 17 + n * 29) % this.#size.clients;
      const place = some % 5 < 2 ? some : some - (some % 5);
      const client = this.#clients[place];
      if (!client || this.#open.has(client.id)) return [];
      const gained = this.#operationAt(index * 97 + n * 13).scopes[0] ?? 'users';
      const grant = {
        roleId: this.#roles[(index + n) % ROLES]?.id ?? '',
        divisionId: this.#divisions[n % DIVISIONS]?.id ?? '',
      };
      const isByScopes = client.grantType === 'CODE';
      const after = isByScopes
        ? { ...client, scopes: [...new Set([...client.scopes, gained])].sort() }
        : { ...client, grants: [...client.grants, grant] };
      this.#clients[place] = after;
      changed.set(client.id, after);
      const subject = isByScopes ? gained : `role ${grant.roleId} in ${grant.divisionId}`;
      const finding = findingOf(client, subject, at, { rule: isByScopes ? 'scope-added' : 'role-added', index, n });
      this.#open.set(client.id, { finding, before: client, until: n % 4 === 0 ? Number.POSITIVE_INFINITY : index + 2 });
      return [
        {
          from: null,
          to: 'open',
          finding,
          cause: { kind: 'found', by: 'guardian' },
          ...(finding.change && { change: finding.change }),
        },
      ];
    }).flat();
  }

  #resolve(index: number, at: string, changed: Map<string, OAuthClient>): Transition[] {
    return [...this.#open].flatMap(([id, { finding, before, until }], n): Transition[] => {
      const isOld = this.#open.size > 150 && n === 0;
      if (until > index && !isOld) return [];
      this.#open.delete(id);
      const place = this.#clients.findIndex((client) => client.id === id);
      this.#clients[place] = before;
      changed.set(id, before);
      const resolved: Finding = { ...finding, state: 'resolved', lastSeen: at };
      return [{ from: 'open', to: 'resolved', finding: resolved, cause: { kind: 'gone', by: 'guardian' } }];
    });
  }

  #counts(date: Day): Record<string, number> {
    const day = Date.parse(date) / DAY_MS;
    return Object.fromEntries(
      this.#clients.map(({ name }, n) => [name, 1_000 + ((n * 7_919 + day * 104_729) % 9_000)]),
    );
  }

  /** One row for each operation of a client, over some days: what advice is made of. */
  #calls(lastDay: Day): EndpointRow[] {
    return this.#clients.flatMap(({ id, name }, n) =>
      Array.from({ length: 4 + (n % 17) }, (_, k): EndpointRow => {
        const { method, template } = this.#operationAt(n * 13 + k * 101);
        const refused = (n + k) % 23 === 0 ? 40 : 0;
        return {
          date: addDays(lastDay, -((n + k) % 20)),
          clientId: id,
          clientName: name,
          method,
          template,
          requests: 400,
          status200: 400 - refused,
          status300: 0,
          status400: refused,
          status500: 0,
          status429: 0,
        };
      }),
    );
  }

  #operationAt(n: number): ApiOperation {
    const found = this.#operations[n % this.#operations.length];
    if (!found) throw new Error('the catalogue is empty');
    return found;
  }
}

function findingOf(
  { id, name }: OAuthClient,
  subject: string,
  at: string,
  { rule, index, n }: { readonly rule: string; readonly index: number; readonly n: number },
): Finding {
  const line = rule === 'scope-added' ? `scope ${subject}` : subject;
  return {
    id: `${rule}-${idOf(`${id} ${subject} ${index}`).slice(0, 8)}${String(n).padStart(4, '0')}`,
    rule,
    severity: SEVERITIES[(index + n) % SEVERITIES.length] ?? 'medium',
    state: 'open',
    org: 'prod',
    client: { id, name },
    vendor: null,
    subject,
    title: `${name} gained ${line}`,
    because:
      'It was added after the client was approved, and nobody has approved it since: calls that were refused are now allowed.',
    evidence: { subject, permissions: ['recording:recording:view', 'routing:queue:view', 'directory:user:edit'] },
    change: { added: [line], removed: [], changed: [] },
    fix: [`Admin > Integrations > OAuth > ${name}: remove ${line} and save.`, `Or approve it: guardian accept ${id}.`],
    actor: { id: idOf(`admin ${n % 9}`), name: `Admin ${n % 9}`, kind: 'user', at, source: 'audit' },
    firstSeen: at,
    lastSeen: at,
    asOf: at,
  };
}

function nameOf(n: number): string {
  return `Client ${String(n).padStart(3, '0')} of an app with an ordinary name`;
}
