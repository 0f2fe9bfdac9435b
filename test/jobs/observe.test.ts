import type { OAuthClient } from '../../lib/domain/client.ts';
import type { EntityKind, EntityOf, Role } from '../../lib/domain/org.ts';
import type { Head } from '../../lib/domain/run.ts';
import { entityHash } from '../../lib/domain/snapshot.ts';
import type { Memory } from '../../lib/jobs/memory.ts';
import { observe } from '../../lib/jobs/observe.ts';
import type { KindReadings } from '../../lib/jobs/reading.ts';
import { aClient, aRole, SALES } from '../support/facts.ts';

const RECORDER = aClient({ id: 'c1', name: 'Recorder', scopes: ['users:readonly'] });
const WIDENED = { ...RECORDER, scopes: ['users'] };

describe('What a run observes', () => {
  it('is a revision for each client that is new', () => {
    expect(revisions(observe(reads([RECORDER]), {}, remembering()))).toEqual(['client c1 is there']);
  });

  it('is nothing where all is as it was', () => {
    expect(observe(reads([RECORDER]), {}, remembering(RECORDER)).revisions).toEqual([]);
  });

  it('is a change that two readings show, with what differs', () => {
    const { revisions: seen } = observe(reads([WIDENED]), reads([WIDENED]), remembering(RECORDER));
    expect(seen).toMatchObject([{ id: 'c1', change: { added: ['scope users'], removed: ['scope users:readonly'] } }]);
  });

  it('is not a change that only the first reading shows: it waits', () => {
    const observation = observe(reads([WIDENED]), reads([RECORDER]), remembering(RECORDER));
    expect(observation.revisions).toEqual([]);
    expect(observation.kinds.client.unsettled).toEqual(['c1']);
  });

  it('is a client that is gone, with its last state, if everything was read', () => {
    expect(observe(reads([]), reads([]), remembering(RECORDER)).revisions).toMatchObject([
      { id: 'c1', body: null, last: { name: 'Recorder' } },
    ]);
  });

  it('is nobody gone where the reading was not whole', () => {
    const partly = reads([], false);
    const observation = observe(partly, partly, remembering(RECORDER));
    expect(observation.revisions).toEqual([]);
    expect(observation.kinds.client.isComplete).toBe(false);
  });

  it('is nobody gone where the second reading still has it', () => {
    expect(observe(reads([]), reads([RECORDER]), remembering(RECORDER)).revisions).toEqual([]);
  });

  it('is what was committed for a kind that was not read', () => {
    const { kinds, snapshot } = observe({}, {}, remembering(RECORDER));
    expect(kinds.client.isComplete).toBe(false);
    expect([...(snapshot.client?.keys() ?? [])]).toEqual(['c1']);
  });

  it('is a client that is back after it was gone', () => {
    const gone: Head<'client'> = { ...headOf('client', RECORDER), body: null, last: RECORDER };
    const memory = { ...remembering(), heads: { ...remembering().heads, client: new Map([['c1', gone]]) } };
    expect(revisions(observe(reads([RECORDER]), reads([RECORDER]), memory))).toEqual(['client c1 is there']);
  });

  it('is a role that people have come to hold, or no longer do, though nothing of the role differs', () => {
    const held = (userCount?: number) => {
      const { userCount: _none, ...role } = aRole({ id: 'r1' });
      return userCount === undefined ? role : { ...role, userCount };
    };
    const seen = (before?: number, after?: number) =>
      observe({ role: whole<Role>([held(after)]) }, {}, remembering(undefined, held(before))).revisions.length;
    expect([seen(0, 3), seen(3, 0), seen(undefined, 3)]).toEqual([1, 1, 1]);
    // A number that moves is no news, and neither is one that Genesys did not tell.
    expect([seen(3, 4), seen(0, 0), seen(3, undefined), seen()]).toEqual([0, 0, 0, 0]);
  });

  it('names roles and divisions in what differs, not ids', () => {
    const role = aRole({ id: 'r1', name: 'Supervisor', permissions: [] });
    const granted: OAuthClient = { ...RECORDER, grants: [{ roleId: 'r1', divisionId: SALES.id }] };
    const reading: KindReadings = { ...reads([granted]), role: whole<Role>([role]), division: whole([SALES]) };
    const known = remembering(RECORDER, role);
    const [revision] = observe(reading, reading, known).revisions.filter(({ kind }) => kind === 'client');
    expect(JSON.stringify(revision?.change)).toContain('Supervisor');
    expect(JSON.stringify(revision?.change)).toContain('Sales');
  });
});

function revisions({ revisions: seen }: ReturnType<typeof observe>): string[] {
  return seen.map(({ kind, id, body }) => `${kind} ${id} is ${body ? 'there' : 'gone'}`);
}

function reads(clients: readonly OAuthClient[], isComplete = true): KindReadings {
  return { client: { ...whole(clients), isComplete } };
}

function whole<E extends { readonly id: string }>(entities: readonly E[]) {
  return { entities: new Map(entities.map((entity) => [entity.id, entity] as const)), isComplete: true };
}

function remembering(client?: OAuthClient, role?: Role): Memory {
  return {
    heads: {
      client: new Map(client ? [[client.id, headOf('client', client)]] : []),
      role: new Map(role ? [[role.id, headOf('role', role)]] : []),
      division: new Map(),
      integration: new Map(),
      authorization: new Map(),
    },
    roleBodies: new Map(),
    unresolved: [],
    usageDays: [],
    endpoints: [],
  };
}

function headOf<K extends EntityKind>(kind: K, body: EntityOf[K]): Head<K> {
  return { kind, id: body.id, hash: entityHash(kind, body), body, since: '2026-03-01T12:00:00.000Z' };
}
