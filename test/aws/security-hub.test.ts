import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import { securityHub } from '../../lib/aws/security-hub.ts';
import { UsageError } from '../../lib/errors.ts';
import { asffFinding } from '../../lib/export/asff/finding.ts';
import { crmFinding } from '../export/support/findings.ts';

const options = { version: '1.2.3', account: '123456789012', region: 'eu-central-1', incomplete: [] };
const finding = (subject: string) => asffFinding(crmFinding({ subject }), options);

const Request = z.object({ Findings: z.array(z.looseObject({ Id: z.string() })) });

/** As much of Security Hub as the real SDK needs: what it answers is said by each test. */
interface Hub {
  readonly url: string;
  readonly requests: { readonly method: string; readonly path: string; readonly ids: string[] }[];
  readonly answers: { readonly status: number; readonly body: object }[];
}

describe('an import into Security Hub', () => {
  let server: Server;
  let hub: Hub;
  const env = { ...process.env };
  beforeEach(async () => {
    const requests: Hub['requests'] = [];
    const answers: Hub['answers'] = [];
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const ids = Request.parse(JSON.parse(Buffer.concat(parts).toString())).Findings.map(({ Id }) => Id);
        requests.push({ method: request.method ?? '', path: request.url ?? '', ids });
        const { status, body } = answers.shift() ?? { status: 200, body: { SuccessCount: ids.length, FailedCount: 0 } };
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    hub = { url: `http://127.0.0.1:${address.port}`, requests, answers };
    process.env.AWS_ENDPOINT_URL = hub.url;
    process.env.AWS_ACCESS_KEY_ID = 'test';
    process.env.AWS_SECRET_ACCESS_KEY = 'test';
  });
  afterEach(async () => {
    process.env = { ...env };
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it('sends a batch in one request, as BatchImportFindings has it', async () => {
    const batch = [finding('a'), finding('b')];
    expect(await securityHub(options).importFindings(batch)).toEqual({ imported: 2, failed: [] });
    expect(hub.requests).toEqual([{ method: 'POST', path: '/findings/import', ids: batch.map(({ Id }) => Id) }]);
  });

  it('names each finding that was not taken', async () => {
    const failed = { Id: 'x', ErrorCode: 'InvalidInput', ErrorMessage: 'no such thing' };
    hub.answers.push({ status: 200, body: { SuccessCount: 1, FailedCount: 1, FailedFindings: [failed] } });
    expect(await securityHub(options).importFindings([finding('a'), finding('b')])).toEqual({
      imported: 1,
      failed: [{ id: 'x', code: 'InvalidInput', message: 'no such thing' }],
    });
  });

  it('asks again when Security Hub has too much to do', async () => {
    const busy = { status: 429, body: { __type: 'LimitExceededException', Code: 'x', Message: 'slow down' } };
    hub.answers.push({ status: 429, body: { __type: 'ThrottlingException', message: 'slow down' } }, busy);
    expect(await securityHub(options).importFindings([finding('a')])).toEqual({ imported: 1, failed: [] });
    expect(hub.requests).toHaveLength(3);
  });

  it('says what to look at where it takes nothing at all', async () => {
    hub.answers.push({ status: 403, body: { __type: 'AccessDeniedException', Message: 'not allowed' } });
    const refused = securityHub(options).importFindings([finding('a')]);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(/AccessDeniedException.*securityhub:BatchImportFindings/);
  });
});
