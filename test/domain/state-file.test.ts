import fc from 'fast-check';
import { StateFileError, stateDocument, stateOf } from '../../lib/domain/state-file.ts';
import { arbitraryClient, arbitraryRoles } from '../support/arbitraries.ts';
import { aClient, NOW, RECORDER_ROLE } from '../support/facts.ts';
import { anOrgState, anyName } from '../support/org-state.ts';

const STATE = anOrgState({ clients: [aClient({})], roles: [RECORDER_ROLE], ownClientId: 'own' });

describe('a snapshot of an org', () => {
  it('gives back the state that was written', () => {
    fc.assert(
      fc.property(fc.array(arbitraryClient, { maxLength: 3 }), arbitraryRoles, anyName, (clients, roles, name) => {
        const all = clients.map((client, index) => ({ ...client, id: `c${index}`, name }));
        const state = anOrgState({ clients: all, roles });
        expect(stateOf(JSON.parse(JSON.stringify(stateDocument(state))))).toEqual(state);
      }),
    );
  });

  it('is the same whatever the order in which things were read', () => {
    const [a, b] = [aClient({ id: 'a' }), aClient({ id: 'b' })];
    expect(stateDocument(anOrgState({ clients: [a, b] }))).toEqual(stateDocument(anOrgState({ clients: [b, a] })));
  });

  it('names no person', () => {
    const person = 'Sam Ortiz';
    const finding = {
      id: 'scope-added-0123456789ab',
      rule: 'scope-added',
      severity: 'high',
      org: 'prod',
      client: { id: 'c', name: 'c' },
      vendor: null,
      subject: 's',
      title: 't',
      because: 'b',
      evidence: {},
      fix: [],
      actor: { id: person, kind: 'user', source: 'audit' },
      firstSeen: NOW,
      lastSeen: NOW,
      asOf: NOW,
      state: 'acknowledged',
      acknowledgement: { owner: person, note: person, by: person, at: NOW, covers: { evidence: {}, severity: 'high' } },
    } as const;
    const waived = {
      ...finding,
      id: 'scope-added-0123456789ac',
      state: 'waived',
      waiver: {
        reason: person,
        by: person,
        at: NOW,
        until: NOW,
        source: 'command',
        covers: { evidence: {}, severity: 'high' },
      },
    } as const;
    const provenance = { createdBy: person, modifiedBy: person };
    const state = anOrgState({ clients: [aClient({ provenance })], unresolved: [finding, waived] });
    const text = JSON.stringify(stateDocument(state));
    expect(text).not.toContain('Sam');
    expect(stateOf(JSON.parse(text)).unresolved.map(({ state: now }) => now)).toEqual(['acknowledged', 'waived']);
  });

  it('is refused where a newer guardian made it', () => {
    expect(problemsOf({ ...stateDocument(STATE), schema: 2 })).toEqual([
      { path: 'schema', message: expect.stringMatching(/newer guardian \(schema 2\); this one reads up to 1/) },
    ]);
  });

  it.each([[null], [[]], ['text'], [{}], [{ schema: 1 }], [{ schema: 1, kind: 'other' }]])(
    'is none if it is %j',
    (value) => {
      expect(problemsOf(value)).toEqual([{ path: '', message: expect.stringContaining('this is no snapshot') }]);
    },
  );

  it('tells everything that is wrong at once, with its place', () => {
    const document = stateDocument(STATE);
    const [client] = document.clients;
    const broken = { ...document, asOf: 'today', clients: [{ ...client, hash: 'x' }, client], roles: undefined };
    expect(problemsOf(broken).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['asOf', 'clients[0].hash', 'roles']),
    );
    expect(problemsOf({ ...document, clients: [client, client] })).toEqual([
      { path: 'clients[1].id', message: 'the same id as before' },
    ]);
  });

  it('leaves aside what it does not know, for a later version may add to it', () => {
    expect(stateOf({ ...stateDocument(STATE), more: 1 })).toEqual(STATE);
  });
});

function problemsOf(value: unknown) {
  try {
    stateOf(value);
  } catch (error) {
    if (error instanceof StateFileError) return error.problems;
    throw error;
  }
  throw new Error('it was taken');
}
