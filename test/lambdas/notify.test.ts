import { handler as notify } from '../../lambdas/notify.ts';
import { handler as scan } from '../../lambdas/scan.ts';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import { CONTEXT, type Deployment, deploy, metricsDuring, sqsEvent, streamEvent } from './deployment.ts';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
});
afterAll(() => deployment.close());

let hour = 0;
/** One more run; the record that the stream would hand out. */
async function runOnce(org = 'prod') {
  hour += 1;
  const slot = new Date(Date.UTC(2026, 2, 3, hour)).toISOString();
  await scan(sqsEvent({ org, job: 'configuration', slot }), CONTEXT);
  const run = await deployment.store.latestRun(org);
  if (!run) throw new Error('no run was made');
  return { org, seq: run.seq };
}

const subjects = () => deployment.aws.published.map(({ subject }) => subject);

describe('the notify function', () => {
  it('tells of the first look, with a rendering for each protocol and attributes to filter by', async () => {
    const run = await runOnce();
    const metrics = await metricsDuring(() => notify(streamEvent(run), CONTEXT));
    expect(subjects()).toEqual([expect.stringContaining('First look')]);
    const [message] = deployment.aws.published;
    expect(Object.keys(message?.bodies ?? {})).toEqual(['default', 'email', 'sms', 'https']);
    expect(message?.attributes).toMatchObject({ kind: 'summary', org: 'prod' });
    expect(metrics[0]).toMatchObject({ AlertsSent: 1, AlertsFailed: 0, org: 'prod' });
  });

  it('says nothing when the same record is delivered again', async () => {
    const before = subjects().length;
    expect(await notify(streamEvent({ org: 'prod', seq: 1 }), CONTEXT)).toEqual({ batchItemFailures: [] });
    expect(subjects()).toHaveLength(before);
  });

  it('says nothing of a quiet run', async () => {
    const before = subjects().length;
    await notify(streamEvent(await runOnce()), CONTEXT);
    expect(subjects()).toHaveLength(before);
  });

  describe('when SNS refuses', () => {
    it('hands the record back, and sends each message once when SNS accepts again', async () => {
      deployment.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
      const run = await runOnce();
      const before = subjects().length;
      deployment.aws.refuse('Publish', { code: 'AuthorizationError', status: 403, times: 2 });
      await expect(notify(streamEvent(run), CONTEXT)).rejects.toThrow('All records failed');
      await expect(notify(streamEvent(run), CONTEXT)).rejects.toThrow('All records failed');
      expect(subjects()).toHaveLength(before);
      expect(await notify(streamEvent(run), CONTEXT)).toEqual({ batchItemFailures: [] });
      await notify(streamEvent(run), CONTEXT);
      expect(subjects().slice(before)).toHaveLength(1);
      expect(subjects().at(-1)).toContain(DEMO_CLIENTS.crm);
    });

    it('sends what was given up by the stream with the next run, in order', async () => {
      deployment.world.addScopes(DEMO_CLIENTS.crm, ['users']);
      const lost = await runOnce();
      deployment.aws.refuse('Publish', { code: 'AuthorizationError', status: 403, times: 1 });
      await expect(notify(streamEvent(lost), CONTEXT)).rejects.toThrow();
      deployment.world.addScopes(DEMO_CLIENTS.crm, ['routing']);
      const next = await runOnce();
      const before = subjects().length;
      await notify(streamEvent(next), CONTEXT);
      const sent = deployment.aws.published.slice(before).map(({ bodies }) => bodies.email ?? '');
      expect(sent).toHaveLength(2);
      expect(sent[0]).toContain('users');
      expect(sent[1]).toContain('routing');
    });

    it('counts the refusal', async () => {
      deployment.world.addScopes(DEMO_CLIENTS.crm, ['conversations']);
      const run = await runOnce();
      deployment.aws.refuse('Publish', { code: 'AuthorizationError', status: 403, times: 1 });
      const metrics = await metricsDuring(() => notify(streamEvent(run), CONTEXT).catch(() => undefined));
      expect(metrics[0]).toMatchObject({ AlertsSent: 0, AlertsFailed: 1 });
      await notify(streamEvent(run), CONTEXT);
    });
  });

  it('works on an org once, however many of its runs are in a batch', async () => {
    deployment.world.addScopes(DEMO_CLIENTS.crm, ['outbound']);
    const [first, second] = [await runOnce(), await runOnce()];
    const before = subjects().length;
    await notify(streamEvent(first, second, first), CONTEXT);
    expect(subjects()).toHaveLength(before + 1);
  });

  it('hands back a record that is no run, and delivers the others', async () => {
    deployment.world.addScopes(DEMO_CLIENTS.crm, ['presence']);
    const run = await runOnce();
    const event = streamEvent(run, run);
    const [strange] = event.Records;
    if (strange?.dynamodb) strange.dynamodb.Keys = { pk: { S: 'O#prod#F' }, sk: { S: 'x' } };
    const before = subjects().length;
    expect(await notify(event, CONTEXT)).toEqual({ batchItemFailures: [{ itemIdentifier: 'sequence-1' }] });
    expect(subjects()).toHaveLength(before + 1);
  });
});
