import { editedManifest } from '../../../lib/config/edit/edited-manifest.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import type { ManifestFile } from '../../../lib/domain/manifest-edit.ts';
import { type AcceptOptions, accept } from '../../../lib/jobs/acts/accept.ts';
import { RULES } from '../../../lib/rules/index.ts';
import { DEMO_CLIENTS, DEMO_ROLES, demoManifest } from '../../../lib/simulator/index.ts';
import { told, type WatchedOrg, watchOrg } from '../../support/watched-org.ts';

const ORG = 'demo';
const APP = '6d1f0a0e-0000-4000-8000-0000000000aa';

describe('accepting a client', () => {
  let watched: WatchedOrg;
  afterEach(() => watched.close());

  /** A guardian of this manifest; the file is a text here, and a scan reads it again. */
  const watch = async (manifest = demoManifest) => {
    watched = await watchOrg({ manifest });
    await watched.scan();
    return { manifest };
  };
  const acceptIt = (file: { manifest: string }, client: string, options: Partial<AcceptOptions> = {}) => {
    const config = parseConfig(file.manifest, 'guardian.yaml').config;
    const org = config.orgs?.[0];
    if (!org) throw new Error('no org');
    return accept({
      store: watched.store,
      clock: watched.clock,
      org,
      config,
      rules: RULES,
      client,
      by: 'sam',
      manifest: () => manifestIn(file),
      ...options,
    });
  };
  /** Scans by the manifest as it is now. */
  const rescan = async (file: { manifest: string }) => {
    Object.assign(watched.config, parseConfig(file.manifest, 'guardian.yaml').config);
    return watched.scan();
  };
  const head = async (name: string) =>
    (await watched.store.heads(ORG, 'client')).find(({ body }) => body?.name === name);

  it('makes the present state of an unmanaged one the approved one, in the store alone', async () => {
    const file = await watch('orgs: [{ name: demo }]\n');
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings', 'routing']);
    expect(told(await rescan(file))).toHaveLength(2);
    const { run, preview } = await acceptIt(file, 'Northwind', { note: 'contract of March' });
    expect(preview).toMatchObject({
      client: { name: DEMO_CLIENTS.crm },
      vendor: null,
      change: { added: ['scope recordings', 'scope routing'], removed: [], changed: [] },
      resolves: [{ rule: 'scope-added' }, { rule: 'scope-added' }],
      stays: [],
      opens: [],
    });
    expect(run).toMatchObject({ job: 'act', act: { kind: 'accept', by: 'sam', note: 'contract of March' } });
    expect(await head(DEMO_CLIENTS.crm)).toMatchObject({
      approval: {
        by: 'accepted',
        author: 'sam',
        note: 'contract of March',
        at: run?.at,
        body: { scopes: expect.arrayContaining(['recordings']) },
      },
    });
    expect((await watched.store.history(ORG, { limit: 1 })).items).toMatchObject([
      { from: 'open', to: 'acknowledged', cause: { kind: 'accepted', by: 'sam', note: 'contract of March' } },
    ]);
    expect(told(await rescan(file), 'resolved')).toHaveLength(2);
    expect((await rescan(file)).transitions).toEqual([]);
  });

  it('accepts a role as it was edited, by its new content', async () => {
    const file = await watch();
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:edit'] });
    await rescan(file);
    const { preview } = await acceptIt(file, DEMO_CLIENTS.recorder);
    expect(preview.change.added).toEqual([`permission directory:user:edit (role ${DEMO_ROLES.recorder})`]);
    expect(preview.draft).toBeUndefined();
    expect(told(await rescan(file), 'resolved')).toEqual([`role-permissions-widened ${DEMO_CLIENTS.recorder}`]);
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:delete'] });
    expect(told(await rescan(file))).toEqual([`role-permissions-widened ${DEMO_CLIENTS.recorder}`]);
  });

  it('edits the entry of a managed one for what the entry writes, and keeps the rest of the file', async () => {
    const file = await watch();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    watched.world.removeScopes(DEMO_CLIENTS.crm, ['users:readonly']);
    await rescan(file);
    const { preview } = await acceptIt(file, DEMO_CLIENTS.crm);
    expect(preview.draft).toMatchObject({ removed: ['      - users:readonly'], added: ['      - recordings'] });
    expect(preview.resolves.map(({ rule }) => rule).sort()).toEqual(['scope-added', 'scope-removed']);
    expect(file.manifest).toBe(
      demoManifest.replace('      - users:readonly\n    redirect', '      - recordings\n    redirect'),
    );
    expect(told(await rescan(file), 'resolved')).toHaveLength(2);
    expect((await rescan(file)).run.open.high).toBe(0);
  });

  it('writes a grant in a division, in home and in all divisions out', async () => {
    const file = await watch();
    watched.world.grantRole(DEMO_CLIENTS.wallboard, DEMO_ROLES.wallboard, '*');
    watched.world.grantRole(DEMO_CLIENTS.wallboard, DEMO_ROLES.wallboard, 'Home');
    watched.world.createRole({ name: 'Queue: reader', permissions: ['routing:wrapupCode:view'] });
    watched.world.grantRole(DEMO_CLIENTS.wallboard, 'Queue: reader', 'Service');
    await rescan(file);
    const { preview } = await acceptIt(file, DEMO_CLIENTS.wallboard);
    expect(preview.draft?.added).toEqual([
      `      - { name: ${DEMO_ROLES.wallboard}, divisions: [Sales, "*", home] }`,
      '      - { name: "Queue: reader", divisions: [ Service ] }',
    ]);
    expect(preview.stays).toEqual([]);
    const { transitions, run } = await rescan(file);
    expect(transitions.every(({ to }) => to === 'resolved')).toBe(true);
    expect(run.open).toMatchObject({ critical: 0, high: 0 });
  });

  it('says what it cannot silence, and how that can be', async () => {
    const file = await watch('orgs: [{ name: demo }]\n');
    watched.world.grantRole(DEMO_CLIENTS.wallboard, DEMO_ROLES.wallboard, '*');
    await rescan(file);
    const { preview } = await acceptIt(file, DEMO_CLIENTS.wallboard);
    expect(preview.resolves.map(({ rule }) => rule)).toEqual(['division-widened']);
    expect(preview.stays).toMatchObject([
      { finding: { rule: 'all-divisions-grant' }, hint: expect.stringContaining("Write `'*'`") },
    ]);
    expect(told(await rescan(file), 'resolved')).toEqual([`division-widened ${DEMO_CLIENTS.wallboard}`]);
  });

  it('does not allow other clients of the entry the same unless that was said', async () => {
    const file = await watch(demoManifest.replace(`clients: [${DEMO_CLIENTS.crm}]`, 'clients: ["Northwind *"]'));
    watched.world.createClient({ name: 'Northwind Backup', grantType: 'CODE', scopes: ['users:readonly'] });
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    watched.world.removeScopes(DEMO_CLIENTS.crm, ['users:readonly', 'user-basic-info']);
    await rescan(file);
    const before = file.manifest;
    await expect(acceptIt(file, DEMO_CLIENTS.crm)).rejects.toThrow(/covers Northwind Backup as well.*--yes/);
    expect(file.manifest).toBe(before);
    expect((await acceptIt(file, DEMO_CLIENTS.crm, { isDryRun: true })).preview.alsoCovers).toEqual([
      'Northwind Backup',
    ]);
    await acceptIt(file, DEMO_CLIENTS.crm, { isConfirmed: true });
    // What the other one holds stays in the entry.
    expect(file.manifest).toContain('- users:readonly');
    expect(file.manifest).not.toContain('- user-basic-info');
  });

  it('takes nothing out of an entry that is about other orgs, too', async () => {
    const file = await watch(
      demoManifest
        .replace('orgs:\n', 'orgs:\n  - name: elsewhere\n')
        .replace(/orgs:[\s\S]*?vendors/, 'orgs:\n  - name: demo\n  - name: elsewhere\n\nvendors'),
    );
    watched.world.removeScopes(DEMO_CLIENTS.crm, ['users:readonly']);
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    await rescan(file);
    const { preview } = await acceptIt(file, DEMO_CLIENTS.crm, { isConfirmed: true });
    expect(preview).toMatchObject({ alsoCovers: ['clients of org elsewhere'], draft: { removed: [] } });
    expect(preview.stays).toMatchObject([{ finding: { rule: 'scope-removed' } }]);
  });

  it('accepts a client that nobody had announced', async () => {
    const file = await watch();
    watched.world.createClient({ name: 'Stranger', grantType: 'CODE', scopes: ['users'] });
    expect(told(await rescan(file))).toEqual(['client-created Stranger']);
    await acceptIt(file, 'stranger');
    expect(told(await rescan(file), 'resolved')).toEqual(['client-created Stranger']);
  });

  it("accepts what a vendor's own app was authorised for, in the store alone", async () => {
    const file = await watch('orgs: [{ name: demo, readAuthorizations: true }]\n');
    watched.world.editRole(DEMO_ROLES.guardian, { add: ['oauth:client:authorize'] });
    await rescan(file);
    watched.world.authorize({ id: APP, name: 'Stranger App' }, { scope: ['users'] });
    expect(told(await rescan(file))).toContain('authorization-granted Stranger App');
    const { preview } = await acceptIt(file, APP);
    expect(preview).toMatchObject({
      client: { name: 'Stranger App' },
      vendor: null,
      change: { added: ['scope users'] },
    });
    expect(told(await rescan(file), 'resolved')).toEqual(['authorization-granted Stranger App']);
  });

  it('has nothing to accept of a client that is as it is approved', async () => {
    const file = await watch();
    const { run, preview } = await acceptIt(file, DEMO_CLIENTS.crm);
    expect(run).toBeUndefined();
    expect(preview.isNeedless).toBe(true);
    expect((await watched.store.latestRun(ORG))?.seq).toBe(1);
  });

  it('files one act of a client that is accepted twice before the next scan', async () => {
    const file = await watch('orgs: [{ name: demo }]\n');
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    await rescan(file);
    const first = await acceptIt(file, 'Northwind');
    const again = await acceptIt(file, 'Northwind');
    expect(again.run).toBeUndefined();
    expect(again.preview).toMatchObject({ isNeedless: true, resolves: [{ acknowledgement: { by: 'sam' } }] });
    expect((await watched.store.latestRun(ORG))?.seq).toBe(first.run?.seq);
    expect(told(await rescan(file), 'resolved')).toHaveLength(1);
  });

  it('refuses what was not seen: a gone client, an unknown one, a scan with gaps', async () => {
    const file = await watch();
    await expect(acceptIt(file, 'Nobody')).rejects.toThrow(/no client 'Nobody' is known/);
    watched.world.deleteClient(DEMO_CLIENTS.legacy);
    await rescan(file);
    await expect(acceptIt(file, DEMO_CLIENTS.legacy)).rejects.toThrow(/is gone since.*nothing to accept/);
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    watched.simulator.faults.add({ path: '/api/v2/authorization/roles', fault: { kind: 'unavailable' } });
    await rescan(file);
    await expect(acceptIt(file, DEMO_CLIENTS.crm)).rejects.toThrow(
      /did not see all roles.*not accepted: run 'guardian scan'/,
    );
  });

  it('changes nothing in a dry run, neither file nor store', async () => {
    const file = await watch();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    await rescan(file);
    const { run, transitions, preview } = await acceptIt(file, DEMO_CLIENTS.crm, { isDryRun: true });
    expect(run).toBeUndefined();
    expect(transitions).toHaveLength(1);
    expect(preview.draft?.added).toEqual(['      - recordings']);
    expect(file.manifest).toBe(demoManifest);
    expect((await watched.store.latestRun(ORG))?.seq).toBe(2);
  });

  it('shows what it will do before it does it', async () => {
    const file = await watch();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    await rescan(file);
    let shown = '';
    await acceptIt(file, DEMO_CLIENTS.crm, {
      onPreview: ({ change }) => {
        expect(file.manifest).toBe(demoManifest);
        shown += change.added.join();
      },
    });
    expect(shown).toBe('scope recordings');
  });

  it('refuses to accept what its author did not see', async () => {
    const file = await watch();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    await rescan(file);
    const manifest = () => ({
      ...manifestIn(file),
      draft: (...args: Parameters<ManifestFile['draft']>) => {
        const draft = manifestIn(file).draft(...args);
        return {
          ...draft,
          save: async () => {
            await draft.save();
            watched.world.addScopes(DEMO_CLIENTS.crm, ['authorization']);
            await watched.scan();
          },
        };
      },
    });
    await expect(acceptIt(file, DEMO_CLIENTS.crm, { manifest })).rejects.toThrow(/another state.*look at it again/);
    expect((await head(DEMO_CLIENTS.crm))?.approval?.by).toBe('baseline');
  });

  it('does the rest when it is asked again after the file was written and the act was lost', async () => {
    const file = await watch();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    await rescan(file);
    const lost = new Proxy(watched.store, {
      get: (target, name) => {
        if (name === 'commit') return async () => Promise.reject(new Error('the machine died'));
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await expect(acceptIt(file, DEMO_CLIENTS.crm, { store: lost })).rejects.toThrow('the machine died');
    expect(file.manifest).toContain('- recordings');
    const { run, preview } = await acceptIt(file, DEMO_CLIENTS.crm);
    expect(preview.draft).toBeUndefined();
    expect(run?.counts.transitions).toBe(1);
    expect(told(await rescan(file), 'resolved')).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
  });
});

/** A guardian.yaml that is no file. */
function manifestIn(file: { manifest: string }): ManifestFile {
  return {
    file: 'guardian.yaml',
    draft: (edits) => {
      const before = file.manifest;
      const { text, config } = editedManifest({ text: before, file: 'guardian.yaml', edits });
      const [old, fresh] = [before.split('\n'), text.split('\n')];
      return {
        file: 'guardian.yaml',
        config,
        removed: old.filter((line) => !fresh.includes(line)),
        added: fresh.filter((line) => !old.includes(line)),
        save: async () => {
          file.manifest = text;
        },
      };
    },
  };
}
