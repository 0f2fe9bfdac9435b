import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import {
  AcceptDocument,
  AckListDocument,
  ActDocument,
  FindingsDocument,
  HistoryDocument,
  ScanDocument,
  WaiverListDocument,
} from '../support/documents.ts';
import { PROD_MANIFEST, realWorld } from './support/demo-world.ts';
import { complaints, deskFor, type OrgDesk } from './support/guardian.ts';

/** What people decide about findings, on a real disk and a real file. The tests follow one another. */
describe('guardian ack, waive and accept', () => {
  let org: OrgDesk;
  beforeAll(async () => {
    org = await deskFor(realWorld(), `${PROD_MANIFEST}# the end of the file\n`);
    await org.desk.ask(ScanDocument, ['scan']);
    org.simulator.world.addScopes(DEMO_CLIENTS.crm, ['recordings'], { by: 'Sam Ortiz' });
    await org.desk.ask(ScanDocument, ['scan']);
  });
  afterAll(() => org.close());
  const outbox = () => join(org.desk.folder, '.guardian', 'outbox', 'prod');
  const manifest = () => readFileSync(join(org.desk.folder, 'guardian.yaml'), 'utf8');
  const findings = async () => (await org.desk.ask(FindingsDocument, ['findings'])).document.findings;
  const idOf = async (rule: string) => {
    const found = (await findings()).find((finding) => finding.rule === rule);
    if (!found) throw new Error(`no finding of ${rule}`);
    return found.id;
  };

  it('acknowledges what an alert names, by the command that it prints', async () => {
    const mail = readFileSync(join(outbox(), '000002-high-alert.eml'), 'utf8');
    const id = await idOf('scope-added');
    expect(mail).toContain(`guardian ack ${id}`);
    const { code, document, stderr } = await org.desk.ask(ActDocument, [
      'ack',
      id,
      '--org',
      'prod',
      '--owner',
      'Voice',
    ]);
    expect(code).toBe(0);
    expect(complaints(stderr)).toEqual([]);
    expect(document).toMatchObject({ act: { kind: 'ack' }, run: { sequence: 3 } });
    expect(document.act?.by).not.toBe('');
    const { acknowledged } = (await org.desk.ask(AckListDocument, ['ack', '--list'])).document;
    expect(acknowledged).toMatchObject([{ owner: 'Voice', finding: { id } }]);
    const { records } = (await org.desk.ask(HistoryDocument, ['history'])).document;
    expect(records[0]).toMatchObject({ from: 'open', to: 'acknowledged', cause: { kind: 'acknowledged' } });
  });

  it('tells nobody of it, and is quiet about it with the next scan', async () => {
    const { document } = await org.desk.ask(ScanDocument, ['scan']);
    expect(document.transitions).toEqual([]);
    expect(readdirSync(outbox()).filter((name) => name.startsWith('000003'))).toEqual([]);
  });

  it('waives in guardian.yaml, and the rest of the file stays as it is', async () => {
    const before = manifest();
    const id = await idOf('implicit-grant');
    const waive = ['waive', id, '--reason', 'replaced in spring', '--days', '30', '--by', 'Åsa', '--to-manifest'];
    expect((await org.desk.run(waive)).code).toBe(0);
    expect(manifest().startsWith(before)).toBe(true);
    expect(manifest()).toMatch(/waivers:\n {2}- finding: implicit-grant-[0-9a-f]{12}\n/);
    const { transitions } = (await org.desk.ask(ScanDocument, ['scan'])).document;
    expect(transitions).toMatchObject([{ to: 'waived', finding: { id, waiver: { by: 'Åsa', source: 'manifest' } } }]);
    const { waivers } = (await org.desk.ask(WaiverListDocument, ['waive', '--list'])).document;
    expect(waivers).toMatchObject([{ id, holds: true, stale: [] }]);
    expect((await org.desk.run(['waive', id, '--undo'])).stderr).toContain('--undo --to-manifest');
    expect((await org.desk.run(['findings'])).code).toBe(0);
  });

  it('takes it out of guardian.yaml again', async () => {
    const id = await idOf('implicit-grant');
    expect((await org.desk.run(['waive', id, '--undo', '--to-manifest'])).code).toBe(0);
    expect(manifest()).toMatch(/# the end of the file\n[\s\S]*waivers: \[\]\n$/);
    const { transitions } = (await org.desk.ask(ScanDocument, ['scan'])).document;
    expect(transitions).toMatchObject([{ from: 'waived', to: 'open' }]);
  });

  it('shows what an acceptance would mean, and does it', async () => {
    const before = manifest();
    const dry = await org.desk.run(['accept', '--client', 'Northwind', '--dry-run']);
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('+ scope recordings') });
    expect(dry.stdout).toMatch(/Gone with the next complete read:\n {2}HIGH/);
    expect(manifest()).toBe(before);
    const accepted = await org.desk.ask(AcceptDocument, ['accept', '--client', 'Northwind', '--note', 'contract']);
    expect(accepted).toMatchObject({
      code: 0,
      document: {
        vendor: 'Northwind CRM',
        manifest: { file: 'guardian.yaml', added: ['      - recordings'], removed: [] },
      },
    });
    expect(manifest()).toBe(before.replace('      - users:readonly\n', '      - users:readonly\n      - recordings\n'));
    const { transitions } = (await org.desk.ask(ScanDocument, ['scan'])).document;
    expect(transitions).toMatchObject([{ from: 'acknowledged', to: 'resolved', finding: { rule: 'scope-added' } }]);
    expect((await org.desk.run(['accept', '--client', 'Northwind'])).stdout).toContain('there is nothing to accept');
  });

  it('leaves a file alone that is not valid', async () => {
    const id = await idOf('implicit-grant');
    org.desk.write('broken.yaml', 'vendors: [{ name: x }]\n');
    const { code, stderr } = await org.desk.run([
      'waive',
      id,
      '--reason',
      'x',
      '--to-manifest',
      '--config',
      'broken.yaml',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('broken.yaml:1:');
  });
});
