import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import { DoctorDocument } from '../support/documents.ts';
import { type Endpoint, endpoint } from '../support/endpoint.ts';
import { PROD_MANIFEST, realWorld } from './support/demo-world.ts';
import { deskFor, type OrgDesk } from './support/guardian.ts';

const KEY = 'a key of sixteen or more';
const DAY_MS = 86_400_000;

/** Alerts from one machine to the programs that guardian.yaml names, and the digest. The tests follow one another. */
describe('guardian scan with a webhook', () => {
  let org: OrgDesk;
  let siem: Endpoint;
  beforeAll(async () => {
    siem = await endpoint();
    org = await deskFor(realWorld(), `${PROD_MANIFEST}alerts: { webhooks: ["${siem.url}"] }\n`);
  });
  afterAll(async () => {
    await org.close();
    await siem.close();
  });

  const kindsTold = () => siem.requests.map(({ body }) => JSON.parse(body).kind);

  it('tells it what the outbox gets, signed where there is a key', async () => {
    const { code } = await org.desk.run(['scan'], { GUARDIAN_WEBHOOK_KEY: KEY });
    expect(code).toBe(1);
    expect(kindsTold()).toEqual(['summary']);
    expect(siem.requests[0]?.headers['x-guardian-signature']).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
  });

  it('complains while it is down, names no password, and catches up', async () => {
    siem.answer = 503;
    org.simulator.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    const { code, stderr } = await org.desk.run(['scan']);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /alerts were not delivered.*did not take the message prod\/2\/alert\/high \(it answered 503\)/,
    );
    expect(stderr).not.toContain('our-password');
    siem.answer = 204;
    expect((await org.desk.run(['scan'])).code).toBe(1);
    expect(kindsTold()).toEqual(['summary', 'alert', 'alert']);
  });

  it('is told by the doctor when it has been down for over an hour', async () => {
    siem.answer = 503;
    org.simulator.world.addScopes(DEMO_CLIENTS.crm, ['routing']);
    await org.desk.run(['scan']);
    const later = new Date(Date.now() + DAY_MS / 12).toISOString();
    const { document } = await org.desk.ask(DoctorDocument, ['doctor'], { GUARDIAN_NOW: later });
    expect(document.checks).toContainEqual(
      expect.objectContaining({ name: 'alert channels', status: 'fail', detail: expect.stringMatching(/^webhook /) }),
    );
    siem.answer = 204;
  });

  it('writes a digest to the outbox when a day has passed, once, and says so in one line', async () => {
    const tomorrow = new Date(Date.now() + DAY_MS + 60_000).toISOString();
    const digests = () => readdirSync(join(org.desk.folder, '.guardian', 'outbox', 'prod')).filter(isDigest);
    expect(digests()).toEqual([]);
    const { stderr } = await org.desk.run(['scan'], { GUARDIAN_NOW: tomorrow });
    expect(stderr.match(/^guardian: the daily digest of prod is in the outbox$/gm)).toHaveLength(1);
    expect(digests()).toHaveLength(1);
    const again = await org.desk.run(['scan'], { GUARDIAN_NOW: tomorrow });
    expect(again.stderr).not.toContain('digest');
    const [name = ''] = digests();
    const mail = readFileSync(join(org.desk.folder, '.guardian', 'outbox', 'prod', name), 'utf8');
    expect(mail).toMatch(/^Subject: \[DIGEST\] .* \| org prod\r$/m);
  });
});

function isDigest(name: string): boolean {
  return name.includes('digest');
}
