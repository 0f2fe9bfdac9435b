import { rolesOnPeople } from '../../../lib/jobs/residue/role-on-people.ts';
import { rolesUnused } from '../../../lib/jobs/residue/role-unused.ts';
import { aRole, byId, RECORDER_ROLE } from '../../support/facts.ts';
import { ACME, anApp, GONE_SINCE, named, recorder, tidyOrg } from './left-overs.ts';

const { userCount: _userCount, ...UNCOUNTED } = RECORDER_ROLE;
const ON_PEOPLE = byId([{ ...RECORDER_ROLE, userCount: 3 }]);
const GENERAL = aRole({ id: 'a0000000-0000-4000-8000-000000000009', name: 'Supervisor', userCount: 0 });
const lostBy = (by = recorder()) => new Map([[RECORDER_ROLE.id, [{ by, at: GONE_SINCE }]]]);
const unwritten = { ...ACME, roles: undefined };

describe('a role on people', () => {
  it('is told where a client of a vendor holds it as well', () => {
    const { items } = rolesOnPeople(tidyOrg({ roles: ON_PEOPLE, vendors: [unwritten] }));
    expect(named(items)).toEqual(['Acme Recorder (Acme)']);
    expect(items[0]?.why).toContain(
      'People hold role Acme Recorder (3 when last counted), a role of vendor Acme (Acme Recorder)',
    );
  });

  it('is told where the manifest names it and no client holds it', () => {
    const { items } = rolesOnPeople(tidyOrg({ roles: ON_PEOPLE, clients: [recorder({ grants: [] })] }));
    expect(named(items)).toEqual(['Acme Recorder (Acme)']);
  });

  it('is what a client left behind that is gone, and since when', () => {
    const clients = [recorder({}, { goneSince: GONE_SINCE })];
    const { items } = rolesOnPeople(tidyOrg({ roles: ON_PEOPLE, clients }));
    expect(items).toMatchObject([
      { vendor: 'Acme', since: GONE_SINCE, why: expect.stringContaining('left on people') },
    ]);
  });

  it('is told of a client that is gone and had no vendor', () => {
    const [{ client }] = [recorder()];
    const facts = tidyOrg({ roles: ON_PEOPLE, clients: [{ client, goneSince: GONE_SINCE }], vendors: [unwritten] });
    expect(named(rolesOnPeople(facts).items)).toEqual(['Acme Recorder (null)']);
  });

  it('is no residue where nobody but a client holds it', () => {
    expect(rolesOnPeople(tidyOrg())).toEqual({ items: [], unknown: [] });
  });

  it('is no residue where the client that holds it as well is of no vendor', () => {
    const [{ client }] = [recorder()];
    expect(rolesOnPeople(tidyOrg({ roles: ON_PEOPLE, clients: [{ client }], vendors: [] })).items).toEqual([]);
  });

  it('is no residue where the client is restricted by scopes: its roles are without effect', () => {
    const facts = tidyOrg({ roles: ON_PEOPLE, clients: [recorder({ grantType: 'CODE' })], vendors: [unwritten] });
    expect(rolesOnPeople(facts).items).toEqual([]);
  });

  it('is no residue where it has nothing to do with clients', () => {
    expect(rolesOnPeople(tidyOrg({ roles: byId([RECORDER_ROLE, { ...GENERAL, userCount: 9 }]) })).items).toEqual([]);
  });

  it('is unknown where Genesys did not count, and only for roles of vendors', () => {
    const { userCount: _count, ...uncountedGeneral } = GENERAL;
    expect(rolesOnPeople(tidyOrg({ roles: byId([UNCOUNTED, uncountedGeneral]) }))).toEqual({
      items: [],
      unknown: ['Genesys did not say how many people hold Acme Recorder.'],
    });
  });
});

describe('a role that nobody holds', () => {
  const idle = { clients: [recorder({ grants: [] })] };

  it('is told where a client lost it, and since when', () => {
    const { items } = rolesUnused(tidyOrg({ ...idle, vendors: [unwritten], lostRoles: lostBy() }));
    expect(items).toMatchObject([{ subject: { name: 'Acme Recorder' }, vendor: 'Acme', since: GONE_SINCE }]);
    expect(items[0]?.why).toContain('since Acme Recorder lost it');
  });

  it('is told where the client is gone that held it', () => {
    const by = recorder({}, { goneSince: GONE_SINCE });
    const { items } = rolesUnused(tidyOrg({ clients: [by], vendors: [unwritten], lostRoles: lostBy(by) }));
    expect(items[0]?.why).toContain('since Acme Recorder is gone');
  });

  it('is told where the manifest names it', () => {
    const { items } = rolesUnused(tidyOrg(idle));
    expect(items[0]?.why).toContain('guardian.yaml names role Acme Recorder for Acme, but no client holds it');
    expect(items[0]?.fix).toContain('take it out of guardian.yaml');
  });

  it('is no residue while a client holds it, whoever lost it before', () => {
    expect(rolesUnused(tidyOrg({ lostRoles: lostBy() })).items).toEqual([]);
  });

  it('is no residue while an authorised app holds it', () => {
    const authorizations = [anApp({ roles: [RECORDER_ROLE.id] })];
    expect(rolesUnused(tidyOrg({ ...idle, authorizations })).items).toEqual([]);
  });

  it('is another matter where people hold it', () => {
    expect(rolesUnused(tidyOrg({ ...idle, roles: ON_PEOPLE })).items).toEqual([]);
  });

  it('is no residue where it never had to do with clients', () => {
    expect(rolesUnused(tidyOrg({ roles: byId([RECORDER_ROLE, GENERAL]) })).items).toEqual([]);
  });

  it('asks to look at authorised apps where these are not read', () => {
    const { org } = tidyOrg();
    const { items } = rolesUnused(tidyOrg({ ...idle, org: { ...org, readAuthorizations: false } }));
    expect(items[0]?.fix).toContain('Authorized Applications');
  });

  it('is unknown where Genesys did not say whether people hold it', () => {
    expect(rolesUnused(tidyOrg({ ...idle, roles: byId([UNCOUNTED]) }))).toEqual({
      items: [],
      unknown: ['Genesys did not say whether people hold Acme Recorder.'],
    });
  });
});
