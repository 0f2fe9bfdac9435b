import { createHmac } from 'node:crypto';
import { handler as direct } from '../../lambdas/direct.ts';
import { handler as mailDigest } from '../../lambdas/mail-digest.ts';
import { handler as scan } from '../../lambdas/scan.ts';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import { type Endpoint, type EndpointRequest, endpoint } from '../support/endpoint.ts';
import { CONTEXT, type Deployment, deploy, metricsDuring, sqsEvent, streamEvent } from './deployment.ts';

const KEY = 'a key of sixteen or more';
let siem: Endpoint;
let deployment: Deployment;
beforeAll(async () => {
  siem = await endpoint();
  deployment = await deploy(`
orgs: [{ name: prod, monthlyAllowance: 14000000, readAudits: false }]
thresholds: { confirmAfterSeconds: 0, apiShare: 1 }
alerts:
  webhooks: ["${siem.url}"]
  webhookSecretName: guardian/webhook-key
  ses:
    from: guardian@example.com
    to: [team@example.com, { address: urgent@example.com, minSeverity: critical }]
`);
});
afterAll(async () => {
  await deployment.close();
  await siem.close();
});

let hour = 0;
/** One more run; the record that the stream would hand out. */
async function runOnce(change?: () => void) {
  change?.();
  hour += 1;
  const slot = new Date(Date.UTC(2026, 2, 3, hour)).toISOString();
  await scan(sqsEvent({ org: 'prod', job: 'configuration', slot }), CONTEXT);
  const run = await deployment.store.latestRun('prod');
  if (!run) throw new Error('no run was made');
  return { org: 'prod', seq: run.seq };
}

describe('the direct function', () => {
  it('sends nothing unsigned while the key cannot be had, and mails go out all the same', async () => {
    const run = await runOnce();
    await expect(direct(streamEvent(run), CONTEXT)).rejects.toThrow('All records failed');
    expect(siem.requests).toEqual([]);
    expect(deployment.aws.mailed.map(({ to }) => to)).toEqual([['team@example.com']]);
  });

  it('tells the webhook once the key is there, signed, and sends no mail twice', async () => {
    deployment.aws.secrets.set('guardian/webhook-key', ` ${KEY}\n`);
    const metrics = await metricsDuring(() => direct(streamEvent({ org: 'prod', seq: 1 }), CONTEXT));
    const { headers, body } = siem.requests[0] as EndpointRequest;
    const document = JSON.parse(body);
    expect(document).toMatchObject({ schema: 1, kind: 'summary', org: 'prod' });
    const [, seconds, hex] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(headers['x-guardian-signature'])) ?? [];
    expect(createHmac('sha256', KEY).update(`${seconds}.${body}`).digest('hex')).toBe(hex);
    expect(deployment.aws.mailed).toHaveLength(1);
    expect(metrics[0]).toMatchObject({ AlertsSent: 1, AlertsFailed: 0, AlertsReplaced: 0 });
  });

  it('mails the text and the HTML of a message, to those who want it', async () => {
    const run = await runOnce(() => deployment.world.addScopes(DEMO_CLIENTS.crm, ['recordings']));
    await direct(streamEvent(run), CONTEXT);
    const mail = deployment.aws.mailed.at(-1);
    expect(mail).toMatchObject({ from: 'guardian@example.com', to: ['team@example.com'] });
    expect(mail?.raw).toContain('X-Guardian-Severity: high');
    expect(mail?.raw).toContain('Content-Type: multipart/alternative');
    expect(deployment.aws.mailed.some(({ to }) => to.includes('urgent@example.com'))).toBe(false);
  });

  it('lets no channel hold up another, and catches up in order', async () => {
    siem.answer = 503;
    const before = siem.requests.length;
    const first = await runOnce(() => deployment.world.addScopes(DEMO_CLIENTS.crm, ['users']));
    await expect(direct(streamEvent(first), CONTEXT)).rejects.toThrow('All records failed');
    const second = await runOnce(() => deployment.world.addScopes(DEMO_CLIENTS.crm, ['routing']));
    await expect(direct(streamEvent(second), CONTEXT)).rejects.toThrow('All records failed');
    const mails = deployment.aws.mailed.slice(-2).map(({ raw }) => raw);
    expect(mails[0]).toContain('users');
    expect(mails[1]).toContain('routing');
    siem.answer = 204;
    const asked = siem.requests.length;
    expect(asked).toBe(before + 2);
    await direct(streamEvent(second), CONTEXT);
    const keys = siem.requests.slice(asked).map(({ body }) => JSON.parse(body).key);
    expect(keys).toEqual([`prod/${first.seq}/alert/high`, `prod/${second.seq}/alert/high`]);
  });

  it('replaces what a webhook will never take, counts it, and goes on', async () => {
    const run = await runOnce(() => deployment.world.addScopes(DEMO_CLIENTS.crm, ['outbound']));
    siem.answer = ({ body }) => (JSON.parse(body).key.endsWith('/plain') ? 200 : 413);
    const metrics = await metricsDuring(() => direct(streamEvent(run), CONTEXT));
    siem.answer = 204;
    expect(JSON.parse(siem.requests.at(-1)?.body ?? '{}')).toMatchObject({ key: `prod/${run.seq}/alert/high/plain` });
    expect(metrics[0]).toMatchObject({ AlertsReplaced: 1, AlertsFailed: 0 });
  });
});

describe('the digest by mail', () => {
  it('goes to each recipient of SES, once', async () => {
    const before = deployment.aws.mailed.length;
    const event = { slot: '2026-03-04T07:00:00Z' };
    await mailDigest(event, CONTEXT);
    await mailDigest(event, CONTEXT);
    const mails = deployment.aws.mailed.slice(before);
    expect(mails.map(({ to }) => to.join())).toEqual(['team@example.com']);
    expect(mails[0]?.raw).toContain('[DIGEST]');
  });
});
