import type { OAuthClient } from '../../lib/domain/client.ts';
import type { Revision } from '../../lib/domain/run.ts';
import type { Store } from '../../lib/ports.ts';
import { openMemoryStore } from '../corpus/memory-store.ts';
import {
  approval,
  atOf,
  client,
  clientRevision,
  division,
  divisionRevision,
  goneRevision,
  idOf,
  payload,
  role,
  roleRevision,
  run,
} from '../store/fixtures.ts';
import { DiffDocument, OrgDiffDocument, ShowDocument } from '../support/documents.ts';
import { call } from './support/surroundings.ts';

const recorder = role('Recorder');
const widened = role('Recorder', ['recording:recording:delete', 'recording:recording:view']);
const idle = client('Idle', { grants: [] });
const acme = (changes: Partial<OAuthClient> = {}) => client('Acme', changes);
const named = (name: string) => ({ id: idOf(name), name });

/**
 * An org that is known from its second run on: Acme was seen in the first one already. In the third its role is edited,
 * in the fourth its token grows, Late comes and Idle goes.
 */
async function org(): Promise<Store> {
  const store = openMemoryStore();
  const runs: readonly (readonly Revision[])[] = [
    [clientRevision(acme()), roleRevision(recorder)],
    [clientRevision(idle), divisionRevision(division('Home'))],
    [roleRevision(widened)],
    [clientRevision(acme({ tokenSeconds: 600 })), clientRevision(client('Late', { grants: [] })), goneRevision(idle)],
    [roleRevision(role('Spare', []))],
  ];
  for (const [n, revisions] of runs.entries()) {
    const baseline = n === 0 ? {} : { baselineAt: atOf(2) };
    await store.commit(run(n + 1, baseline), payload({ revisions }));
  }
  return store;
}

const wasBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString();

describe('guardian show of a state that is no longer kept', () => {
  it('does not say that the client was not there', async () => {
    const store = openMemoryStore();
    await store.commit(run(1, { baselineAt: atOf(1) }), payload({ approvals: [approval(acme())] }));
    // The database has removed the state that was approved: it is older than retention.historyDays.
    const changed = acme({ tokenSeconds: 600 });
    await store.commit(run(2, { at: atOf(4), baselineAt: atOf(1) }), payload({ revisions: [clientRevision(changed)] }));
    for (const args of [
      ['show', 'Acme', '--at', atOf(3)],
      ['diff', 'Acme', '--from', atOf(3)],
    ]) {
      const { code, stdout, stderr } = await call(args, { store });
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toContain(`what client ${changed.id} was then is no longer kept`);
    }
  });
});

describe('guardian diff of the whole org', () => {
  const ask = async (from: string, to: string) => {
    const { code, stdout } = await call(['diff', '--from', from, '--to', to, '--json'], { store: await org() });
    const { schema: _, org: name, ...rest } = OrgDiffDocument.parse(JSON.parse(stdout));
    expect({ code, name }).toEqual({ code: 0, name: 'prod' });
    return rest;
  };

  it('says who came, who went and who changed, by effect, and which roles did it', async () => {
    expect(await ask(atOf(2), atOf(5))).toEqual({
      from: atOf(2),
      to: atOf(5),
      clients: {
        came: [named('Late')],
        went: [named('Idle')],
        changed: [
          {
            client: named('Acme'),
            added: [expect.stringContaining('recording:recording:delete')],
            removed: [],
            changed: [{ name: 'tokenSeconds', from: '86400', to: '600' }],
          },
        ],
      },
      roles: {
        came: [{ id: role('Spare').id, name: 'Spare' }],
        went: [],
        changed: [
          {
            role: { id: recorder.id, name: 'Recorder' },
            added: ['recording:recording:delete'],
            removed: [],
            holders: [named('Acme')],
          },
        ],
      },
      counts: { clients: { from: 2, to: 2 }, roles: { from: 1, to: 2 }, divisions: { from: 1, to: 1 } },
      unknownRoles: [],
    });
  });

  it('is nothing between a time and itself', async () => {
    const { clients, roles } = await ask(atOf(4), atOf(4));
    expect({ clients, roles }).toEqual({
      clients: { came: [], went: [], changed: [] },
      roles: { came: [], went: [], changed: [] },
    });
  });

  it('counts a run at exactly its time, and not a millisecond before', async () => {
    expect((await ask(atOf(2), wasBefore(atOf(4)))).clients.came).toEqual([]);
    expect((await ask(atOf(2), atOf(4))).clients.came).toEqual([named('Late')]);
  });

  it('tells people', async () => {
    const { stdout } = await call(['diff', '--from', atOf(2), '--to', atOf(5)], { store: await org() });
    expect(stdout.split('\n').slice(1)).toEqual([
      `+ client Late (${idOf('Late')})`,
      `- client Idle (${idOf('Idle')})`,
      `~ client Acme (${idOf('Acme')})`,
      expect.stringMatching(/^ {4}\+ .*recording:recording:delete/),
      '    ~ tokenSeconds: 86400 → 600',
      `+ role Spare (${role('Spare').id})`,
      `~ role Recorder (${recorder.id}), held by Acme`,
      '    + recording:recording:delete',
      '2 clients, 1 → 2 roles, 1 division',
      '',
    ]);
  });
});

describe('guardian diff of clients', () => {
  it('compares two clients, each at a time of its own', async () => {
    const args = ['diff', 'Acme', '--from', atOf(1), '--with', 'Late', '--to', atOf(5), '--json'];
    const { code, stdout } = await call(args, { store: await org() });
    const document = DiffDocument.parse(JSON.parse(stdout));
    expect({ code, ...document }).toMatchObject({
      code: 0,
      from: atOf(1),
      to: atOf(5),
      client: named('Acme'),
      with: named('Late'),
      removed: expect.arrayContaining([expect.stringContaining('recording:recording:view')]),
    });
    expect(document.removed.join()).not.toContain('delete');
  });
});

describe('guardian show', () => {
  it('answers at exactly the time of a run as after it', async () => {
    const ask = async (at: string) => {
      const { stdout } = await call(['show', 'Acme', '--at', at, '--json'], { store: await org() });
      return ShowDocument.parse(JSON.parse(stdout)).revision?.at;
    };
    expect(await ask(atOf(4))).toBe(atOf(4));
    expect(await ask(wasBefore(atOf(4)))).toBe(atOf(1));
  });

  it('says that a client was not there, of a time at which all were known', async () => {
    const { code, stdout } = await call(['show', 'Late', '--at', atOf(3)], { store: await org() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Late was not known yet') });
  });
});

describe('A question about the past', () => {
  const before = new RegExp(`nothing is known of org 'prod' at ${atOf(1)}: the history begins at ${atOf(2)}`);

  it.each([
    ['the whole org', ['diff', '--from', atOf(1)], before],
    ['a client that nobody had seen', ['show', 'Late', '--at', atOf(1)], before],
    ['a client that nobody had seen at either time', ['diff', 'Late', '--from', atOf(1)], before],
  ])('of a time before %s was known ends with 3, and is no empty answer', async (_, args, message) => {
    const { code, stdout, stderr } = await call(args, { store: await org() });
    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('of an org that nobody has seen ends with 3', async () => {
    const { code, stderr } = await call(['diff', '--from', '30d'], { store: openMemoryStore() });
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining("run 'guardian scan' first") });
  });

  it.each([
    [
      'a time to come',
      ['show', 'Acme', '--at', '2027-01-01'],
      /'2027-01-01' \(2027-01-01T00:00:00.000Z\) is still to come/,
    ],
    ['a comparison with what is to come', ['diff', '--from', '1d', '--to', '2027-01-01'], /is still to come/],
    ['times in the wrong order', ['diff', '--from', '1d', '--to', '2d'], /--from 1d is later than --to 2d/],
    ['nothing to compare', ['diff'], /--from TIME, or --with CLIENT/],
    ['half a pair of clients', ['diff', '--with', 'Acme'], /name the first one too/],
    ['a name that several have', ['show', 'same'], /'same' fits 2 clients; name one by its id: Same \(.*\), Same \(/],
  ])('refuses %s', async (_, args, message) => {
    const store = await org();
    const twins = ['one', 'two'].map((name) => clientRevision({ ...client(name), name: 'Same' }));
    await store.commit(run(6, { baselineAt: atOf(2) }), payload({ revisions: twins }));
    const { code, stdout, stderr } = await call(args, { store });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});
