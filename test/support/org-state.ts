import fc from 'fast-check';
import type { OAuthClient } from '../../lib/domain/client.ts';
import type { Division, Entity, EntityKind, EntityOf, Role } from '../../lib/domain/org.ts';
import type { OrgState } from '../../lib/domain/org-state.ts';
import type { Head, RunState } from '../../lib/domain/run.ts';
import { entityHash } from '../../lib/domain/snapshot.ts';
import { BASELINE_AT, HOME, NOW, SALES, SUPPORT } from './facts.ts';

/** What was committed of an org, put together by hand. */
export interface StateParts {
  readonly clients: readonly OAuthClient[];
  readonly roles?: readonly Role[];
  readonly divisions?: readonly Division[];
  /** Clients as they were approved, by id; left out: as they are. `null`: never seen whole. */
  readonly approved?: ReadonlyMap<string, OAuthClient | null>;
  readonly ownClientId?: string;
  readonly unresolved?: OrgState['unresolved'];
  readonly sources?: RunState['sources'];
}

const READ = { completeAt: NOW, failures: 0 };

/** A state in which clients, roles, divisions and integrations were read whole. */
export function anOrgState(parts: StateParts): OrgState {
  const { clients, roles = [], divisions = [HOME, SALES, SUPPORT], approved, unresolved = [] } = parts;
  const names = Object.fromEntries(divisions.map(({ id, name }) => [id, name]));
  return {
    org: 'prod',
    asOf: NOW,
    at: NOW,
    sources: parts.sources ?? { clients: READ, roles: READ, divisions: READ, integrations: READ },
    ...(parts.ownClientId && { ownClientId: parts.ownClientId }),
    heads: {
      client: heads('client', clients, (client) => {
        const body = approved?.get(client.id) === undefined ? client : approved.get(client.id);
        if (!body) return undefined;
        const held = new Set(body.grants.map(({ roleId }) => roleId));
        const known = roles.filter(({ id }) => held.has(id));
        const hashes = Object.fromEntries(known.map((role) => [role.id, entityHash('role', role)]));
        return { body, by: 'baseline', at: BASELINE_AT, roles: hashes, divisions: names };
      }),
      role: heads('role', roles),
      division: heads('division', divisions),
      integration: new Map(),
      authorization: new Map(),
    },
    roleBodies: new Map(roles.map((role) => [entityHash('role', role), role] as const)),
    unresolved,
  };
}

function heads<K extends EntityKind>(
  kind: K,
  all: readonly EntityOf[K][],
  approvalOf: (entity: EntityOf[K]) => Head<K>['approval'] = () => undefined,
): ReadonlyMap<string, Head<K>> {
  return new Map(
    all.map((body) => {
      const { id }: Entity = body;
      const approval = approvalOf(body);
      return [id, { kind, id, hash: entityHash(kind, body), body, since: NOW, ...(approval && { approval }) }] as const;
    }),
  );
}

/** Names that strangers would choose, to leave a comment, become a pattern, hide, or be taken for another. */
export const HOSTILE_NAMES = [
  'x\n  - name: Evil\n    clients: ["*"]',
  'x\r\nvendors: []',
  'x\u0085y\u2028z\u2029w',
  '# not a comment',
  'Acme *',
  '?',
  '*',
  '"quoted" \\ \'too\'',
  '&anchor *alias !!tag',
  '{ flow: [ 1, 2 ] }',
  'key: value # comment',
  '\u202eevil\u2066\u200b',
  '\ufeffmark',
  '\ud800 lone half',
  '\u{e0001}tagged\u{10ffff}',
  '\u0000\u001b[2J\u0007',
  '--- ...',
  '- item',
  'null',
  'true',
  '2026-01-01',
  '1e3',
  ' spaces ',
  '',
  '%YAML 1.1',
  'home',
  '__proto__',
  'constructor',
];

/** Any text, the hostile ones often. */
export const anyName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_NAMES),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('\n', '\r', '#', ':', ' ', '"', "'", '*', '?', '-', '\\', 'a', '\u2028'),
    maxLength: 20,
  }),
  fc
    .tuple(fc.constantFrom('Acme Recorder', 'Northwind'), fc.constantFrom(' EU', ' US', '', ' prod'))
    .map((p) => p.join('')),
);
