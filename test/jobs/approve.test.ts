import type { OAuthClient } from '../../lib/domain/client.ts';
import { type Vendor, VendorSchema } from '../../lib/domain/manifest.ts';
import type { Role } from '../../lib/domain/org.ts';
import { entityHash } from '../../lib/domain/snapshot.ts';
import { approvalsOf } from '../../lib/jobs/approve.ts';
import type { Memory } from '../../lib/jobs/memory.ts';
import { observe } from '../../lib/jobs/observe.ts';
import { aClient, aRole, SALES } from '../support/facts.ts';

const READS = aRole({ id: 'r1', name: 'Recorder', permissions: ['recording:recording:view'] });
const EDITS = aRole({ id: 'r2', name: 'Editor', permissions: ['recording:recording:edit'] });
const CLIENT: OAuthClient = aClient({ id: 'c1', grants: [{ roleId: 'r1', divisionId: SALES.id }] });
const BASELINE = { baselineAt: '2026-03-01T12:00:00.000Z', sources: {} };

interface Situation {
  readonly client?: OAuthClient;
  readonly roles?: readonly Role[];
  readonly isComplete?: { readonly client?: boolean; readonly role?: boolean };
  /** What was approved before. */
  readonly approved?: { readonly client: OAuthClient; readonly roles: readonly Role[] };
  readonly vendor?: Vendor;
  readonly isFirstLook?: boolean;
}

function approvals({ client = CLIENT, roles = [READS, EDITS], isComplete, approved, vendor, isFirstLook }: Situation) {
  const memory = remembering(approved);
  const reading = {
    client: { ...whole([client]), isComplete: isComplete?.client ?? true },
    role: { ...whole(roles), isComplete: isComplete?.role ?? true },
    division: whole([SALES]),
  };
  const observation = observe(reading, {}, memory);
  const latest = isFirstLook ? undefined : BASELINE;
  return approvalsOf({ observation, memory, latest, vendorOf: () => vendor });
}

describe('A client is approved without being asked', () => {
  it('as it is at the first look, with its roles and the names of its divisions', () => {
    expect(approvals({ isFirstLook: true })).toEqual([
      {
        kind: 'client',
        id: 'c1',
        by: 'baseline',
        body: CLIENT,
        roles: { r1: entityHash('role', READS) },
        divisions: { [SALES.id]: 'Sales' },
      },
    ]);
  });

  it('as it is when it is first seen later, and that is called a first sighting', () => {
    expect(approvals({})).toMatchObject([{ id: 'c1', by: 'first-sighting' }]);
  });

  it('once: what it becomes later is not approved', () => {
    const approved = { client: CLIENT, roles: [READS] };
    const client = { ...CLIENT, grants: [...CLIENT.grants, { roleId: 'r2', divisionId: SALES.id }] };
    expect(approvals({ approved, client })).toEqual([]);
  });

  it.each([['client'], ['role']] as const)('not while the %ss were not read whole', (kind) => {
    expect(approvals({ isComplete: { [kind]: false } })).toEqual([]);
  });

  it('with a role that its manifest entry has come to name, as that role is now', () => {
    const client = { ...CLIENT, grants: [...CLIENT.grants, { roleId: 'r2', divisionId: SALES.id }] };
    const vendor = VendorSchema.parse({
      name: 'Acme',
      clients: ['c1'],
      roles: { Recorder: ['Sales'], Editor: ['Sales'] },
    });
    const approved = { client: CLIENT, roles: [READS] };
    expect(approvals({ client, approved, vendor })).toMatchObject([
      {
        id: 'c1',
        by: 'baseline',
        body: CLIENT,
        roles: { r1: entityHash('role', READS), r2: entityHash('role', EDITS) },
      },
    ]);
  });

  it('not with another role that has taken the name of an approved one', () => {
    const impostor = { ...EDITS, name: 'Recorder' };
    const client = { ...CLIENT, grants: [{ roleId: 'r2', divisionId: SALES.id }] };
    const vendor = VendorSchema.parse({ name: 'Acme', clients: ['c1'], roles: { Recorder: ['Sales'] } });
    expect(approvals({ client, roles: [impostor], approved: { client: CLIENT, roles: [READS] }, vendor })).toEqual([]);
  });
});

function remembering(approved: Situation['approved']): Memory {
  const head = approved && {
    kind: 'client' as const,
    id: approved.client.id,
    hash: entityHash('client', approved.client),
    body: approved.client,
    since: BASELINE.baselineAt,
    approval: {
      body: approved.client,
      by: 'baseline' as const,
      at: BASELINE.baselineAt,
      roles: Object.fromEntries(approved.roles.map((role) => [role.id, entityHash('role', role)])),
    },
  };
  return {
    heads: {
      client: new Map(head ? [[head.id, head]] : []),
      role: new Map(),
      division: new Map(),
      integration: new Map(),
      authorization: new Map(),
    },
    roleBodies: new Map((approved?.roles ?? []).map((role) => [entityHash('role', role), role] as const)),
    unresolved: [],
    usageDays: [],
    endpoints: [],
  };
}

function whole<E extends { readonly id: string }>(entities: readonly E[]) {
  return { entities: new Map(entities.map((entity) => [entity.id, entity] as const)), isComplete: true };
}
