import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { COLUMNS } from '../../lib/export/csv/columns.ts';
import { demoManifest } from '../../lib/simulator/index.ts';
import { asffProblems } from '../export/support/asff-schema.ts';
import { codeScanningProblems } from '../export/support/code-scanning.ts';
import { ocsfProblems } from '../export/support/ocsf-schema.ts';
import { parseCsv } from '../export/support/parse-csv.ts';
import { sarifProblems } from '../export/support/sarif-schema.ts';
import { guardianCalls } from '../export/support/workflow.ts';
import { ExportDocument, FindingsDocument, HistoryDocument, ImportDocument } from '../support/documents.ts';
import { complaints, Desk } from './support/guardian.ts';

const HUB = ['--account', '123456789012', '--region', 'eu-central-1'];

/** Files for auditors and other programs, of what the story of `guardian start` left. */
describe('exports of the demo org', () => {
  const desk = new Desk();
  beforeAll(async () => {
    expect((await desk.run(['start', '--quiet'])).code).toBe(0);
  });
  afterAll(() => desk.clear());

  const exported = async (...args: string[]) => {
    const { code, stdout, stderr } = await desk.run(['export', ...args, '--quiet']);
    expect({ args, code, complaints: complaints(stderr) }).toEqual({ args, code: 0, complaints: [] });
    return stdout;
  };
  const linesOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it.each(Object.entries(COLUMNS))('are CSV with a header and a row for each of the %s', async (what, columns) => {
    const [header, ...rows] = parseCsv(await exported(what, '--format', 'csv'));
    expect(header).toEqual(Object.keys(columns));
    expect(rows).toHaveLength(linesOf(await exported(what, '--format', 'jsonl')).length);
    expect(rows.length).toBeGreaterThan(3);
  });

  it('are JSON Lines of the documents that --json prints', async () => {
    const findings = linesOf(await exported('findings', '--format', 'jsonl'));
    const asked = await desk.ask(FindingsDocument, ['findings']);
    expect(findings).toEqual(asked.document.findings.map((finding) => ({ schema: 1, ...finding })));
    const history = linesOf(await exported('history', '--format', 'jsonl'));
    const told = await desk.ask(HistoryDocument, ['history', '--limit', '1000']);
    expect(history.map(({ schema: _, ...record }) => record)).toEqual(told.document.records);
  });

  it('are OCSF events by the published schema, with a close for each finding that is resolved', async () => {
    const events = linesOf(await exported('history', '--format', 'ocsf'));
    for (const event of events) expect(ocsfProblems(event)).toEqual([]);
    const { document } = await desk.ask(HistoryDocument, ['history', '--limit', '1000']);
    const resolved = document.records.filter(({ to }) => to === 'resolved').map(({ finding }) => finding.id);
    const closed = events.filter(({ activity_name: name }) => name === 'Close');
    expect(resolved.length).toBeGreaterThan(0);
    expect(closed.map(({ finding_info: info }) => info.uid)).toEqual(resolved);
    expect(new Set(events.map(({ metadata }) => metadata.uid)).size).toBe(events.length);
    expect(await exported('history', '--format', 'ocsf')).toBe(
      events.map((one) => `${JSON.stringify(one)}\n`).join(''),
    );
  });

  it('are findings in ASFF as AWS wants them, the resolved ones archived', async () => {
    const findings = JSON.parse(await exported('findings', '--format', 'asff', ...HUB));
    for (const finding of findings) expect(asffProblems(finding)).toEqual([]);
    const states = new Set(findings.map(({ RecordState }: { RecordState: string }) => RecordState));
    expect(states).toEqual(new Set(['ACTIVE', 'ARCHIVED']));
  });

  it('are files, whole, of which programs are told', async () => {
    const { code, document } = await desk.ask(ExportDocument, [
      'export',
      'runs',
      '--format',
      'csv',
      '--out',
      'runs.csv',
    ]);
    expect({ code, rows: document.rows }).toEqual({ code: 0, rows: 6 });
    expect(parseCsv(readFileSync(join(desk.folder, 'runs.csv'), 'utf8'))).toHaveLength(7);
    mkdirSync(join(desk.folder, 'folder'));
    expect(await desk.run(['export', 'runs', '--format', 'csv', '--out', 'folder'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no ordinary file'),
    });
  });

  it('end quietly when their reader leaves early', async () => {
    const child = desk.spawn(['export', 'usage', '--format', 'csv', '--quiet']);
    const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
    let stderr = '';
    child.stderr?.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    child.stdout?.destroy();
    expect({ code: await ended, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('go into Security Hub through the real SDK', async () => {
    const batches: number[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => {
        body += part.toString();
      });
      request.on('end', () => {
        const count = JSON.parse(body).Findings.length;
        batches.push(count);
        response.writeHead(200).end(JSON.stringify({ SuccessCount: count, FailedCount: 0 }));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const aws = { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
    const args = ['export', 'findings', '--format', 'asff', '--import', ...HUB];
    const { code, document, stderr } = await desk.ask(ImportDocument, args, aws);
    server.closeAllConnections();
    server.close();
    expect({ code, complaints: complaints(stderr) }).toEqual({ code: 0, complaints: [] });
    expect(batches).toEqual([document.imported]);
  });

  it('are SARIF for code scanning: what the example of GitHub Actions runs', async () => {
    await desk.run(['manifest', 'snapshot', '--out', 'org.json']);
    mkdirSync(join(desk.folder, 'in-force'));
    desk.write('in-force/guardian.yaml', demoManifest);
    desk.write('guardian.yaml', demoManifest.replace('maxTokenSeconds: 43200', 'maxTokenSeconds: 60'));
    const [offline = []] = guardianCalls();
    const { code, stdout } = await desk.run(offline);
    expect(code).toBe(1);
    expect(stdout).toContain('wrote guardian.sarif');
    const log = JSON.parse(readFileSync(join(desk.folder, 'guardian.sarif'), 'utf8'));
    expect(sarifProblems(log)).toEqual([]);
    expect(codeScanningProblems(log)).toEqual([]);
    const raised = log.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === 'token-lifetime-raised');
    expect(raised).toMatchObject({ baselineState: 'new' });
    const { uri } = raised.locations[0].physicalLocation.artifactLocation;
    expect(uri).toBe('guardian.yaml');
    desk.write('guardian.yaml', 'vendors: [{ nam: x }]\n');
    const broken = await desk.run(offline);
    expect(broken.code).toBe(2);
    const problems = JSON.parse(readFileSync(join(desk.folder, 'guardian.sarif'), 'utf8'));
    expect(codeScanningProblems(problems)).toEqual([]);
    expect(problems.runs[0].results[0].ruleId).toBe('manifest-problem');
  });
});
