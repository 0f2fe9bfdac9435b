import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import { DoctorDocument, FindingsDocument, HistoryDocument, ScanDocument } from '../support/documents.ts';
import { PROD_MANIFEST, realWorld } from './support/demo-world.ts';
import { complaints, deskFor, finished, type OrgDesk, says } from './support/guardian.ts';
import { CAN_MOUNT, closedPort, mountAt, silentHost } from './support/machine.ts';

const SOURCES = ['clients', 'roles', 'divisions', 'usage', 'integrations'] as const;

/** What the guardian says when Genesys, the network, the disk or its own process let it down. */
describe('guardian scan', () => {
  let org: OrgDesk;
  beforeEach(async () => {
    org = await deskFor(realWorld(), PROD_MANIFEST);
  });
  afterEach(() => org.close());

  it('with a wrong secret sees nothing, says so in each source, and asks for a token once', async () => {
    const env = { GENESYS_CLIENT_SECRET: 'a-wrong-secret' };
    const { code, document, stderr } = await org.desk.ask(ScanDocument, ['scan'], env);
    expect(code).toBe(3);
    for (const source of SOURCES) {
      expect(document.coverage[source]).toMatchObject({ status: 'failed', reason: expect.stringMatching(/401/) });
    }
    expect(org.simulator.requests).toHaveLength(1);
    expect(JSON.stringify(document) + stderr).not.toContain('a-wrong-secret');
    const doctor = await org.desk.ask(DoctorDocument, ['doctor'], env);
    expect(doctor).toMatchObject({ code: 3, document: { ok: false } });
    expect(doctor.document.checks.find(({ name }) => name === 'credentials')).toMatchObject({ status: 'fail' });
    expect(org.simulator.requests).toHaveLength(2);
  });

  it('with a token that was revoked meanwhile asks for another, and sees everything', async () => {
    org.simulator.faults.add({ path: '/api/v2/oauth/clients', on: { nth: 1 }, fault: { kind: 'unauthorized' } });
    const { code, document } = await org.desk.ask(ScanDocument, ['scan']);
    expect({ code, status: document.coverage.clients?.status }).toEqual({ code: 1, status: 'complete' });
  });

  it('on a closed port ends by itself, and names the host', async () => {
    const host = `127.0.0.1:${await closedPort()}`;
    const { code, document } = await org.desk.ask(ScanDocument, ['scan'], { GENESYS_GATEWAY: `http://${host}` });
    expect(code).toBe(3);
    expect(document.coverage.clients?.reason).toContain(`${host} cannot be reached (ECONNREFUSED)`);
  });

  it('on a host that never answers ends after the time that it is given, for all sources together', async () => {
    const host = await silentHost();
    const env = { GENESYS_GATEWAY: host.url };
    try {
      const { code, document, stderr } = await org.desk.ask(ScanDocument, ['scan', '--timeout', '0.2'], env);
      expect(code).toBe(3);
      for (const source of SOURCES) expect(document.coverage[source]?.reason).toMatch(/no whole answer within 0.2 s/);
      expect(document.run.apiCalls).toBe(4);
      expect(complaints(stderr)).toEqual([]);
      const doctor = await org.desk.ask(DoctorDocument, ['doctor', '--timeout', '0.2'], env);
      expect(doctor.code).toBe(3);
      expect(doctor.stderr.match(/trying again/g)).toHaveLength(3);
    } finally {
      await host.close();
    }
  });

  it('lists the clients that there are when one is asked for that is not', async () => {
    await org.desk.run(['scan', '--quiet']);
    const { code, stdout, stderr } = await org.desk.run(['show', 'Northwnd']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /no client 'Northwnd' is known in org 'prod'. Known: .*Northwind CRM Connector \([0-9a-f-]{36}\)/,
    );
  });

  it('refuses a folder for its store that is a file', async () => {
    const home = org.desk.write('occupied', 'a file');
    const { code, stdout, stderr } = await org.desk.run(['scan', '--json'], { GUARDIAN_HOME: home });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/The store in .*occupied cannot be opened.*GUARDIAN_HOME/);
  });

  it('refuses a damaged store, and never takes it for an empty one', async () => {
    await org.desk.run(['scan', '--quiet']);
    const db = join(org.desk.folder, '.guardian', 'db');
    const manifest = readdirSync(db).find((name) => name.startsWith('MANIFEST')) ?? '';
    writeFileSync(join(db, manifest), 'no manifest of a database');
    for (const command of ['scan', 'findings']) {
      const { code, stdout, stderr } = await org.desk.run([command, '--json', '--quiet']);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/is damaged.*Restore the folder from a backup/);
    }
  });

  it('beside another one waits for it or is told so, and nothing is lost', async () => {
    await org.desk.run(['scan', '--quiet']);
    org.simulator.world.addScopes(DEMO_CLIENTS.crm, ['recordings'], { by: 'Sam Ortiz' });
    const both = await Promise.all([org.desk.run(['scan']), org.desk.run(['scan'])]);
    for (const { code, stdout, stderr } of both) {
      if (code === 2)
        expect({ stdout, stderr }).toEqual({ stdout: '', stderr: expect.stringMatching('Another guardian') });
      else expect(code).toBe(1);
    }
    const { document } = await org.desk.ask(HistoryDocument, ['history', '--rule', 'scope-added']);
    expect(document.records).toHaveLength(1);
  });

  it.each(['reading prod', 'judging', 'writing the run'])(
    'that was killed at "%s" leaves nothing half visible, and the next one finds the drift',
    async (point) => {
      await org.desk.run(['scan', '--quiet']);
      org.simulator.world.addScopes(DEMO_CLIENTS.crm, ['recordings', 'users'], { by: 'Sam Ortiz' });
      const child = org.desk.spawn(['scan']);
      await says(child, new RegExp(point));
      child.kill('SIGKILL');
      await once(child, 'close');
      await org.desk.ask(ScanDocument, ['scan']);
      const { document: findings } = await org.desk.ask(FindingsDocument, ['findings', '--client', 'Northwind']);
      expect(findings.findings.map(({ subject }) => subject)).toEqual(expect.arrayContaining(['recordings', 'users']));
      const { document: history } = await org.desk.ask(HistoryDocument, ['history', '--client', 'Northwind']);
      expect(history.records).toHaveLength(findings.findings.length);
      expect(new Set(history.records.map(({ run }) => run)).size).toBe(1);
      expect(readdirSync(join(org.desk.folder, '.guardian', 'outbox', 'prod'))).toContain('000002-high-alert.eml');
    },
  );

  it.each(['SIGINT', 'SIGTERM'] as const)('ends by %s with one sentence, and leaves no run', async (signal) => {
    org.simulator.faults.add({ path: '/api/v2/oauth/clients', fault: { kind: 'timeout' } });
    const child = org.desk.spawn(['scan']);
    const end = finished(child);
    await says(child, /reading prod/);
    child.kill(signal);
    const { signal: by, stdout, stderr } = await end;
    expect({ by, stdout, complaints: complaints(stderr) }).toEqual({ by: signal, stdout: '', complaints: [] });
    expect(stderr).toMatch(/guardian: stopped; a run that was not finished leaves nothing behind\n$/);
    expect(await org.desk.run(['findings', '--quiet'])).toMatchObject({ code: 3 });
  });

  it('whose reader has left commits its run and writes its mails all the same', async () => {
    const child = org.desk.spawn(['scan']);
    child.stdout?.destroy();
    const { code, stderr } = await finished(child);
    expect({ code, complaints: complaints(stderr) }).toEqual({ code: 1, complaints: [] });
    expect(existsSync(join(org.desk.folder, '.guardian', 'outbox', 'prod', '000001-medium-summary.eml'))).toBe(true);
  });

  it('whose mails cannot be written answers, complains with 2, and delivers them later', async () => {
    await org.desk.run(['findings', '--quiet']);
    org.desk.write('.guardian/outbox', 'a file where a folder should be');
    const { code, document, stderr } = await org.desk.ask(ScanDocument, ['scan']);
    expect({ code, sequence: document.run.sequence }).toEqual({ code: 2, sequence: 1 });
    expect(stderr).toMatch(/the run is committed, but alerts were not delivered/);
    rmSync(join(org.desk.folder, '.guardian', 'outbox'));
    expect(await org.desk.run(['scan', '--quiet'])).toMatchObject({ code: 1 });
    expect(readdirSync(join(org.desk.folder, '.guardian', 'outbox', 'prod'))).toEqual(['000001-medium-summary.eml']);
  });

  const onMounts = CAN_MOUNT ? it : it.skip;

  onMounts('refuses a read-only disk (needs root, for a disk of its own)', async () => {
    const disk = mountAt(org.desk, 'disk', '16m');
    const env = { GUARDIAN_HOME: disk.folder };
    try {
      expect(await org.desk.run(['scan', '--quiet'], env)).toMatchObject({ code: 1 });
      disk.remount('ro');
      const { code, stdout, stderr } = await org.desk.run(['scan', '--json', '--quiet'], env);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/cannot be written or read.*name another one in GUARDIAN_HOME/);
    } finally {
      disk.unmount();
    }
  });

  onMounts('tells of a full disk, and goes on when there is room (needs root, for a disk of its own)', async () => {
    const disk = mountAt(org.desk, 'disk', '16m');
    const env = { GUARDIAN_HOME: disk.folder };
    try {
      expect(await org.desk.run(['scan', '--quiet'], env)).toMatchObject({ code: 1 });
      org.simulator.world.addScopes(DEMO_CLIENTS.crm, ['recordings'], { by: 'Sam Ortiz' });
      const ballast = fill(disk.folder);
      const { code, stdout, stderr } = await org.desk.run(['scan', '--json', '--quiet'], env);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/is full.*Make room/);
      rmSync(ballast);
      const { document } = await org.desk.ask(HistoryDocument, ['history', '--rule', 'scope-added'], env);
      expect(document.records).toEqual([]);
      const again = await org.desk.ask(ScanDocument, ['scan'], env);
      expect(again.document.transitions.map(({ finding }) => finding.rule)).toEqual(['scope-added']);
    } finally {
      disk.unmount();
    }
  });
});

/** Writes until nothing more fits. Answers the file that takes the room. */
function fill(folder: string): string {
  const path = join(folder, 'ballast');
  for (let bytes = 16 * 1024 * 1024, text = ''; bytes >= 1024; bytes /= 2) {
    try {
      writeFileSync(path, text + 'x'.repeat(bytes));
      text += 'x'.repeat(bytes);
    } catch {
      // Half as much may still fit.
    }
  }
  return path;
}
