import { findResidue } from '../../../lib/jobs/queries/residue.ts';
import type { World } from '../../../lib/simulator/index.ts';
import { type WatchedOrg, watchOrg } from '../../support/watched-org.ts';

const RECORDER = 'Acme Recorder Transcription';
const LEGACY = 'Legacy Screen Pop';

async function scanned(prepare: (world: World) => void = () => {}): Promise<WatchedOrg> {
  const org = await watchOrg({});
  prepare(org.world);
  await org.scan({ afterHours: 0 });
  return org;
}

function queryOf({ store, config, clock }: WatchedOrg) {
  const [org] = config.orgs ?? [];
  if (!org) throw new Error('no org');
  return { store, org, config, now: clock.now() };
}

async function lookAt(org: WatchedOrg): Promise<string[]> {
  const { items } = await findResidue(queryOf(org));
  return items.map(({ kind, subject, vendor }) => `${kind} ${subject.name} (${vendor})`);
}

describe('the residue of an org', () => {
  let org: WatchedOrg | undefined;
  afterEach(async () => {
    await org?.close();
    org = undefined;
  });

  it('is what nobody owns and what will end, after a first scan of the demo org', async () => {
    org = await scanned();
    expect(await lookAt(org)).toEqual([`client-unowned ${LEGACY} (null)`, `implicit-grant ${LEGACY} (null)`]);
  });

  it('says that nothing is known before the first run', async () => {
    org = await watchOrg({});
    const { run, items, unknown } = await findResidue(queryOf(org));
    expect([run, items]).toEqual([undefined, []]);
    expect(unknown).toHaveLength(6);
  });

  it('names what was not read because it is switched off', async () => {
    org = await scanned();
    const { unknown } = await findResidue(queryOf(org));
    expect(unknown).toEqual([
      {
        kind: 'authorization-idle',
        why: 'Source authorizations is switched off for this org in guardian.yaml.',
        onPurpose: true,
      },
    ]);
  });

  it('finds the role of a client that is gone, on nobody and on people', async () => {
    org = await scanned((world) => world.setRoleUsers('Lumen Wallboard', 3));
    org.world.deleteClient(RECORDER);
    org.world.deleteClient('Lumen Wallboard');
    await org.scan();
    expect(await lookAt(org)).toEqual([
      'role-on-people Lumen Wallboard (Lumen Wallboard)',
      'role-unused Acme Recorder (Acme Recorder)',
      `client-unowned ${LEGACY} (null)`,
      `implicit-grant ${LEGACY} (null)`,
    ]);
  });

  it('hears of people who come to hold a role that did not change, and of those who give it back', async () => {
    org = await scanned();
    org.world.setRoleUsers('Acme Recorder', 2);
    await org.scan({ afterHours: 24 });
    expect(await lookAt(org)).toContain('role-on-people Acme Recorder (Acme Recorder)');
    org.world.setRoleUsers('Acme Recorder', 0);
    await org.scan({ afterHours: 24 });
    expect(await lookAt(org)).not.toContain('role-on-people Acme Recorder (Acme Recorder)');
  });

  it('remembers a role that a client had between two looks, approved or not', async () => {
    org = await scanned((world) => world.createRole({ name: 'Trial', permissions: ['routing:queue:view'] }));
    org.world.grantRole(RECORDER, 'Trial', 'Sales');
    await org.scan();
    org.world.revokeRole(RECORDER, 'Trial', 'Sales');
    await org.scan();
    const { items } = await findResidue(queryOf(org));
    expect(items[0]).toMatchObject({
      kind: 'role-unused',
      subject: { name: 'Trial' },
      since: '2026-03-03T14:00:20.000Z',
    });
  });
});
