import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import {
  DoctorDocument,
  FindingsDocument,
  HistoryDocument,
  ScanDocument,
  UsageDocument,
} from '../support/documents.ts';
import { PROD_MANIFEST, realWorld } from './support/demo-world.ts';
import { complaints, deskFor, type OrgDesk } from './support/guardian.ts';

/** The command line with credentials, on an org that changes under it. The tests of each block follow one another. */
describe('guardian scan on an org', () => {
  let org: OrgDesk;
  const scan = (...args: string[]) => org.desk.ask(ScanDocument, ['scan', ...args]);
  beforeAll(async () => {
    org = await deskFor(realWorld(), PROD_MANIFEST);
  });
  afterAll(() => org.close());

  it('knows nothing before the first run, and never calls that clean', async () => {
    const findings = await org.desk.ask(FindingsDocument, ['findings']);
    expect(findings).toMatchObject({ code: 3, document: { asOf: null, coverage: null, findings: [] } });
    expect(await org.desk.run(['findings'])).toMatchObject({
      code: 3,
      stdout: "No run was made yet, so nothing is known. Run 'guardian scan' first.\n",
    });
    expect(await org.desk.run(['history'])).toMatchObject({
      code: 3,
      stdout: expect.stringMatching('No run was made'),
    });
    expect((await org.desk.ask(UsageDocument, ['usage'])).code).toBe(3);
    expect(await org.desk.run(['show', 'Lumen'])).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining("run 'guardian scan' first"),
    });
  });

  it('takes the first run as baseline, in one document and nothing else', async () => {
    const { code, document, stderr } = await scan();
    expect(code).toBe(1);
    expect(document.org).toMatchObject({ name: 'prod', genesysName: 'Aurora Support' });
    expect(document.run).toMatchObject({ sequence: 1, isBaseline: true, outcome: 'committed' });
    expect(document.transitions.map(({ finding }) => finding.rule)).toEqual(['implicit-grant']);
    expect(document.open.medium).toBe(1);
    expect(complaints(stderr)).toEqual([]);
    expect(stderr).not.toMatch(/warn|node/i);
  });

  it('is quiet when nothing changed', async () => {
    const { code, document } = await scan();
    expect(code).toBe(1);
    expect(document.transitions).toEqual([]);
    expect(document.run).toMatchObject({ sequence: 2, isBaseline: false });
    expect(document.run.apiCalls).toBeLessThanOrEqual(12);
  });

  it('opens findings for a drift, with who made it, and mails them', async () => {
    org.simulator.world.addScopes(DEMO_CLIENTS.crm, ['recordings'], { by: 'Sam Ortiz' });
    const { code, document } = await scan();
    expect(code).toBe(1);
    expect(document.transitions).toMatchObject([
      {
        from: null,
        to: 'open',
        finding: {
          rule: 'scope-added',
          subject: 'recordings',
          org: 'prod',
          vendor: 'Northwind CRM',
          actor: { name: 'Sam Ortiz' },
          change: { added: ['scope recordings'] },
        },
      },
    ]);
    expect(readdirSync(join(org.desk.folder, '.guardian', 'outbox', 'prod'))).toContain('000003-high-alert.eml');
  });

  it('shows people the alert, the coverage and what is open', async () => {
    org.simulator.world.addScopes(DEMO_CLIENTS.crm, ['users'], { by: 'Sam Ortiz' });
    const { code, stdout, stderr } = await org.desk.run(['scan']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Subject: \[HIGH\] Northwind CRM Connector: \+1 scope/m);
    expect(stdout).toMatch(/^Aurora Support \(prod\): run all@/m);
    expect(stdout).toMatch(/^clients +complete +5 /m);
    expect(stdout).toMatch(/^new → open +HIGH +Northwind CRM Connector/m);
    expect(stdout).toMatch(/^Open: .*HIGH/m);
    expect(complaints(stderr)).toEqual([]);
  });

  it('resolves them when the drift is taken back', async () => {
    org.simulator.world.setClient(DEMO_CLIENTS.crm, {
      scope: ['conversations:readonly', 'external-contacts', 'user-basic-info', 'users:readonly'],
    });
    const { document } = await scan();
    expect(new Set(document.transitions.map(({ from, to }) => `${from} ${to}`))).toEqual(new Set(['open resolved']));
    const resolved = await org.desk.ask(FindingsDocument, ['findings', '--state', 'resolved', '--rule', 'scope-added']);
    expect(resolved.code).toBe(0);
    expect(resolved.document.findings.map(({ subject }) => subject).sort()).toEqual(['recordings', 'users']);
  });

  it('covers a slot once', async () => {
    const slot = '2026-03-03T12:00:00Z';
    const first = await scan('--slot', slot);
    expect(first.document.run).toMatchObject({ id: 'all@2026-03-03T12:00:00.000Z', outcome: 'committed' });
    const again = await scan('--slot', slot);
    expect(again.document.run).toMatchObject({
      id: first.document.run.id,
      outcome: 'covered',
      sequence: first.document.run.sequence,
    });
    expect(again.document.transitions).toEqual([]);
  });

  it('reads usage alone when it is told to', async () => {
    const { document } = await scan('--job', 'usage');
    expect(document.run.job).toBe('usage');
    expect(document.coverage.roles?.status).toBe('skipped');
    expect(document.coverage.usage?.status).toBe('complete');
  });

  it('ends with 3 when a source could not be read, and still says what is open', async () => {
    org.simulator.faults.add({ path: '/api/v2/authorization/roles', fault: { kind: 'forbidden' } });
    const { code, document } = await scan();
    org.simulator.faults.clear();
    expect(code).toBe(3);
    expect(document.coverage.roles).toMatchObject({ status: 'failed', reason: expect.stringMatching(/403/) });
    expect(document.open.medium).toBe(1);
    const findings = await org.desk.run(['findings']);
    expect(findings).toMatchObject({ code: 3, stdout: expect.stringMatching(/could not see everything.*roles/) });
  });

  it('reads again by a clock of its own where GUARDIAN_NOW says so', async () => {
    const now = new Date(Date.now() + 3_600_000).toISOString();
    const { document } = await org.desk.ask(ScanDocument, ['scan'], { GUARDIAN_NOW: now });
    expect(document.run.startedAt).toBe(now);
    const doctor = await org.desk.ask(DoctorDocument, ['doctor'], { GUARDIAN_NOW: now });
    expect(doctor.document.checks.find(({ name }) => name === 'last run')?.detail).toContain('just now');
  });

  it('writes mails in the time of the machine, with UTC beside it', async () => {
    org.simulator.world.addScopes(DEMO_CLIENTS.crm, ['quality'], { by: 'Sam Ortiz' });
    const env = { TZ: 'Asia/Tokyo', GUARDIAN_NOW: new Date(Date.now() + 7_200_000).toISOString() };
    const { stdout } = await org.desk.run(['scan', '--quiet'], env);
    expect(stdout).toMatch(/^Run of \d{4}-\d\d-\d\d \d\d:\d\d \+09:00 \((\d{4}-\d\d-\d\d )?\d\d:\d\d UTC\)$/m);
    expect(await org.desk.run(['scan', '--quiet'], { ...env, TZ: 'No/Where' })).toMatchObject({ code: 1 });
  });

  it('warns of a clock that stands before the last run', async () => {
    const { document } = await scan();
    expect(document.run.warnings).toEqual([expect.stringMatching(/^the clock is \d+ s behind the last run/)]);
    const { document: history } = await org.desk.ask(HistoryDocument, ['history']);
    expect(history.records.length).toBeGreaterThan(0);
  });

  it('starts with a scan of the org: open findings are no failure then', async () => {
    const { code, stdout } = await org.desk.run(['start', '--quiet']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The guardian looks at your org\./);
    expect(stdout).toContain('Next: npx guardian findings');
  });
});

describe('guardian on several orgs', () => {
  let org: OrgDesk;
  beforeAll(async () => {
    org = await deskFor(
      realWorld(),
      'orgs: [{ name: prod }, { name: test, hourlyQuota: 1000 }]\nthresholds: { confirmAfterSeconds: 0 }\n',
    );
  });
  afterAll(() => org.close());

  it('wants to be told which', async () => {
    expect(await org.desk.run(['scan'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('say which org with --org: prod, test'),
    });
  });

  it('names the ones that there are', async () => {
    expect(await org.desk.run(['findings', '--org', 'prd'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining("guardian.yaml has no org 'prd'. Known: prod, test"),
    });
  });

  it('keeps their histories apart', async () => {
    const { document } = await org.desk.ask(ScanDocument, ['scan', '--org', 'test']);
    expect(document.org.name).toBe('test');
    expect((await org.desk.ask(FindingsDocument, ['findings', '--org', 'prod'])).code).toBe(3);
    expect((await org.desk.ask(FindingsDocument, ['findings', '--org', 'test'])).code).toBe(1);
  });
});
