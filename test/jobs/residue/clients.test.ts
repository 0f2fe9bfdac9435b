import { clientsAwaitingDeletion } from '../../../lib/jobs/residue/client-awaits-deletion.ts';
import { clientsUnowned } from '../../../lib/jobs/residue/client-unowned.ts';
import { implicitGrants } from '../../../lib/jobs/residue/implicit-grant.ts';
import { ACME, GONE_SINCE, named, recorder, tidyOrg } from './left-overs.ts';

const gone = { goneSince: GONE_SINCE };
const of = (vendor: Partial<typeof ACME>) => tidyOrg({ clients: [recorder({}, { vendor: { ...ACME, ...vendor } })] });

describe('a client that nobody owns', () => {
  it('is one that no vendor claims, since it was made', () => {
    const { client } = recorder({ provenance: { createdAt: '2025-05-05T00:00:00.000Z' } });
    const { items } = clientsUnowned(tidyOrg({ clients: [{ client }] }));
    expect(items).toMatchObject([{ vendor: null, since: '2025-05-05T00:00:00.000Z' }]);
  });

  it.each([undefined, '', '  '])('is one whose vendor has the owner %j', (owner) => {
    expect(named(clientsUnowned(of({ owner })).items)).toEqual(['Acme Recorder (Acme)']);
  });

  it('is one whose review is overdue, from the day after on', () => {
    const { items } = clientsUnowned(of({ reviewBy: '2026-11-19' }));
    expect(items).toMatchObject([{ since: '2026-11-20T00:00:00.000Z', why: expect.stringContaining('by 2026-11-19') }]);
    expect(clientsUnowned(of({ reviewBy: '2026-11-20' })).items).toEqual([]);
  });

  it('is told once where there are two reasons', () => {
    const { items } = clientsUnowned(of({ owner: undefined, reviewBy: '2026-01-01' }));
    expect(items.map(({ why }) => why)).toEqual([
      'Of Acme Recorder, nobody is named as owner of vendor Acme, and the entry of vendor Acme was to be looked at by 2026-01-01.',
    ]);
  });

  it('is none that has an owner, and none that is gone', () => {
    const { client } = recorder();
    expect(clientsUnowned(tidyOrg()).items).toEqual([]);
    expect(clientsUnowned(tidyOrg({ clients: [{ client, ...gone }] })).items).toEqual([]);
  });
});

describe('a client that waits for its deletion', () => {
  it('is told with the day on which Genesys deletes it', () => {
    const clients = [recorder({ state: 'inactive', deletesAt: '2026-12-01T12:00:00.000Z' })];
    const { items } = clientsAwaitingDeletion(tidyOrg({ clients }));
    expect(items).toMatchObject([{ until: '2026-12-01', fix: expect.stringContaining('before 2026-12-01') }]);
  });

  it.each(['inactive', 'disabled', 'deleted'])('is one that is %s, whether or not a day is known', (state) => {
    const { items } = clientsAwaitingDeletion(tidyOrg({ clients: [recorder({ state })] }));
    expect(named(items)).toEqual(['Acme Recorder (Acme)']);
    expect(items[0]).not.toHaveProperty('until');
  });

  it('is none that is active, and none that is gone', () => {
    expect(clientsAwaitingDeletion(tidyOrg()).items).toEqual([]);
    expect(clientsAwaitingDeletion(tidyOrg({ clients: [recorder({ state: 'inactive' }, gone)] })).items).toEqual([]);
  });

  it('is unknown where nobody documents the state', () => {
    expect(clientsAwaitingDeletion(tidyOrg({ clients: [recorder({ state: 'dormant' })] }))).toEqual({
      items: [],
      unknown: ['Nobody documents what the state means in which Acme Recorder (dormant) is.'],
    });
  });
});

describe('a client of the implicit grant', () => {
  const clients = [recorder({ grantType: 'TOKEN' })];

  it('is told with the day on which the grant ends, and the days until then', () => {
    const { items } = implicitGrants(tidyOrg({ clients }));
    expect(items).toMatchObject([
      { until: '2027-03-01', why: expect.stringContaining('101 days are left until 2027-03-01') },
    ]);
  });

  it.each([
    ['2027-02-28', '1 day is left'],
    ['2027-03-01', 'it may stop working any day'],
    ['2028-01-01', 'it may stop working any day'],
  ])('says on %s: %s', (today, words) => {
    expect(implicitGrants(tidyOrg({ clients, today })).items[0]?.why).toContain(words);
  });

  it('is none of another grant, and none that is gone', () => {
    expect(implicitGrants(tidyOrg({ clients: [recorder({ grantType: 'CODE' })] })).items).toEqual([]);
    expect(implicitGrants(tidyOrg({ clients: [recorder({ grantType: 'TOKEN' }, gone)] })).items).toEqual([]);
  });

  it('is unknown where nobody documents the grant type', () => {
    expect(implicitGrants(tidyOrg({ clients: [recorder({ grantType: 'DEVICE' })] })).unknown).toEqual([
      'Nobody documents the grant type of Acme Recorder (DEVICE).',
    ]);
  });
});
