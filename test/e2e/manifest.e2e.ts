import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import {
  ManifestCheckDocument,
  ManifestInitDocument,
  ManifestSnapshotDocument,
  ScanDocument,
} from '../support/documents.ts';
import { realWorld } from './support/demo-world.ts';
import { complaints, Desk, deskFor, type OrgDesk } from './support/guardian.ts';

const NO_MANIFEST = 'orgs: [{ name: prod }]\nthresholds: { confirmAfterSeconds: 0 }\n';

/** From nothing to a manifest, and from a change of it to a verdict in CI. The tests follow one another. */
describe('guardian manifest', () => {
  let org: OrgDesk;
  const ci = new Desk();
  beforeAll(async () => {
    org = await deskFor(realWorld(), NO_MANIFEST);
  });
  afterAll(async () => {
    ci.clear();
    await org.close();
  });
  const file = (name: string, of: Desk = org.desk) => readFileSync(join(of.folder, name), 'utf8');
  const check = (args: readonly string[], desk: Desk = org.desk) =>
    desk.ask(ManifestCheckDocument, ['manifest', 'check', ...args]);

  it('refuses to make a manifest of what nobody has read', async () => {
    const { code, document, stderr } = await org.desk.ask(ManifestInitDocument, ['manifest', 'init']);
    expect(code).toBe(3);
    expect(document).toMatchObject({ asOf: null, vendors: [], yaml: null });
    expect(stderr).toContain("Run 'guardian scan' first.");
    const allowed = await org.desk.run(['manifest', 'init', '--allow-incomplete']);
    expect(allowed).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('# ! No run was made yet, so nothing is known.'),
    });
  });

  it('refuses to make one where not everything was seen, unless somebody allows it', async () => {
    const { world } = org.simulator;
    world.editRole('OAuth Guardian', { remove: ['authorization:role:view'] });
    await org.desk.ask(ScanDocument, ['scan']);
    const refused = await org.desk.run(['manifest', 'init', '--out', 'init.yaml']);
    expect(refused).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('The roles were never read'),
    });
    expect(existsSync(join(org.desk.folder, 'init.yaml'))).toBe(false);
    const allowed = await org.desk.run(['manifest', 'init', '--allow-incomplete']);
    expect(allowed.code).toBe(0);
    expect(allowed.stdout).toContain('# ! not everything was seen: The roles were never read');
    expect(allowed.stdout).toContain('# not written: roles: not all roles or divisions are known');
    const judged = await check(['guardian.yaml', '--against', 'last']);
    expect(judged).toMatchObject({ code: 3, document: { judged: { unseen: [expect.stringContaining('roles')] } } });
    world.editRole('OAuth Guardian', { add: ['authorization:role:view'] });
  });

  it('makes one that approves what is there, and judges it so', async () => {
    await org.desk.ask(ScanDocument, ['scan']);
    const made = await org.desk.run(['manifest', 'init', '--out', 'init.yaml']);
    expect(made).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^wrote init\.yaml: 4 vendors with 4 clients/),
    });
    expect(complaints(made.stderr)).toEqual([]);
    expect(file('init.yaml')).toContain(`# ${DEMO_CLIENTS.recorder}\n`);
    expect(file('init.yaml')).toMatch(/^# {3}OAuth Guardian \([0-9a-f-]+\): the guardian's own/m);
    const { code, document } = await check(['init.yaml', '--against', 'last']);
    expect(document.judged?.findings.map(({ rule }) => rule)).toEqual(['implicit-grant']);
    expect(document.judged?.unseen).toEqual([]);
    expect(code).toBe(1);
  });

  it('overwrites nothing without being told to', async () => {
    const before = file('init.yaml');
    const refused = await org.desk.run(['manifest', 'init', '--out', 'init.yaml', '--least']);
    expect(refused).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('exists: nothing was written'),
    });
    expect(file('init.yaml')).toBe(before);
    expect((await org.desk.run(['manifest', 'init', '--out', 'init.yaml', '--force'])).code).toBe(0);
    expect(file('init.yaml')).toBe(before);
  });

  it('adds entries for clients that no vendor claims, and leaves the rest of the file as it is', async () => {
    const mine = `# mine\nvendors: # all of them\n  - name: CRM\n    clients: ["Northwind *"] # by name\n\nrules: {}   # none\n`;
    org.desk.write('mine.yaml', mine);
    expect((await org.desk.run(['manifest', 'init', '--out', 'mine.yaml', '--merge'])).code).toBe(0);
    const merged = file('mine.yaml');
    const [top = '', bottom = ''] = mine.split('\n\n');
    expect(merged.startsWith(top)).toBe(true);
    expect(merged.endsWith(`\n\n${bottom}`)).toBe(true);
    expect((await check(['mine.yaml'])).document.vendors).toHaveLength(4);
    const again = await org.desk.run(['manifest', 'init', '--out', 'mine.yaml', '--merge']);
    expect(again.stdout).toMatch(/has an entry for every client already/);
    expect(file('mine.yaml')).toBe(merged);
  });

  it('keeps a snapshot without a secret', async () => {
    const { code, document } = await org.desk.ask(ManifestSnapshotDocument, [
      'manifest',
      'snapshot',
      '--out',
      'org.json',
    ]);
    expect({ code, document }).toMatchObject({ code: 0, document: { org: 'prod', clients: 5, unseen: [] } });
    expect(file('org.json')).not.toContain(org.simulator.credentials.clientSecret);
  });

  it('gates a change offline: no store, no credentials, no network', async () => {
    ci.write('org.json', file('org.json'));
    const main = ci.write('main.yaml', file('init.yaml')) && file('init.yaml');
    ci.write('guardian.yaml', main.replace('divisions: [Sales, Service]', 'divisions: [Sales]'));
    const args = ['guardian.yaml', '--snapshot', 'org.json', '--base', 'main.yaml'];
    const { code, document, stderr } = await check(args, ci);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(document.judged?.findings.filter(({ isNew }) => isNew)).toMatchObject([
      { rule: 'division-widened', place: { file: 'guardian.yaml', line: expect.any(Number), column: 5 } },
    ]);
    expect(document.compared?.widened).toEqual([]);
    expect(existsSync(join(ci.folder, '.guardian'))).toBe(false);
  });

  it('passes a change that opens nothing, and lists what it newly allows', async () => {
    const wider = file('main.yaml', ci).replace('divisions: [Sales, Service]', 'divisions: [Sales, Service, Claims]');
    ci.write('guardian.yaml', wider);
    const args = ['manifest', 'check', 'guardian.yaml', '--snapshot', 'org.json', '--base', 'main.yaml', '--only-new'];
    const { code, stdout } = await ci.run(args);
    expect(code).toBe(1);
    // A division that is approved and not held is an approved grant that is gone.
    expect(stdout).toMatch(/This change opens:\n {2}guardian\.yaml:\d+:5: INFO role-removed/);
    expect(stdout).toMatch(/guardian\.yaml:\d+:\d+: HIGH division .* in division Claims/);
    ci.write('guardian.yaml', file('main.yaml', ci));
    expect((await ci.run(args)).code).toBe(0);
    expect((await ci.run(args.slice(0, -1))).code).toBe(1);
  });

  it('never judges with a broken file, and tells all that is wrong with both', async () => {
    ci.write('broken.yaml', 'vendors: [{ name: x }, { clients: [] }]\n');
    const { code, document } = await check(['broken.yaml', '--snapshot', 'org.json', '--base', 'broken.yaml'], ci);
    expect(code).toBe(2);
    expect(document).toMatchObject({ ok: false, judged: null, compared: null });
    expect(document.problems.length).toBeGreaterThanOrEqual(4);
  });

  it('refuses a snapshot that is none, newer, or damaged', async () => {
    ci.write('none.json', '{}');
    ci.write('newer.json', file('org.json', ci).replace('"schema": 1', '"schema": 9'));
    ci.write('cut.json', file('org.json', ci).slice(0, 500));
    for (const [name, words] of [
      ['none.json', 'this is no snapshot'],
      ['newer.json', 'newer guardian (schema 9)'],
      ['cut.json', 'is no JSON'],
      ['missing.json', 'there is no such file'],
    ]) {
      const refused = await ci.run(['manifest', 'check', 'main.yaml', '--snapshot', name ?? '']);
      expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words ?? '') });
    }
  });

  it('judges by the org as it is now, writes nothing and tells nobody', async () => {
    org.simulator.world.addScopes(DEMO_CLIENTS.crm, ['recordings'], { by: 'Sam Ortiz' });
    const last = await check(['init.yaml', '--against', 'last']);
    expect(last.document.judged?.findings.map(({ rule }) => rule)).toEqual(['implicit-grant']);
    const now = await check(['init.yaml', '--against', 'org']);
    expect(now.code).toBe(1);
    expect(now.document.judged).toMatchObject({
      state: { from: 'org' },
      findings: expect.arrayContaining([expect.objectContaining({ rule: 'scope-added', subject: 'recordings' })]),
    });
    expect((await check(['init.yaml', '--against', 'last'])).document).toEqual(last.document);
    const { transitions } = (await org.desk.ask(ScanDocument, ['scan'])).document;
    expect(transitions).toMatchObject([{ from: null, to: 'open', finding: { rule: 'scope-added' } }]);
  });
});
