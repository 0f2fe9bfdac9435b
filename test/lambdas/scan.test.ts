import { FullBatchFailureError } from '@aws-lambda-powertools/batch';
import { handler } from '../../lambdas/scan.ts';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import { CONTEXT, type Deployment, deploy, metricsDuring, SECRET, sqsEvent } from './deployment.ts';

const SLOT = '2026-03-03T12:00:00.000Z';
const work = { org: 'prod', job: 'configuration', slot: SLOT };

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
});
afterAll(() => deployment.close());

let slotHour = 12;
/** A slot that is an hour after the last one. */
function nextSlot(): string {
  slotHour += 1;
  return new Date(Date.parse('2026-03-03T00:00:00Z') + slotHour * 3_600_000).toISOString();
}

const latest = (org = 'prod') => deployment.store.latestRun(org);
const seq = async () => (await latest())?.seq ?? 0;

describe('the scan function', () => {
  it('commits one run for a message, and counts it', async () => {
    const metrics = await metricsDuring(async () => {
      expect(await handler(sqsEvent(work), CONTEXT)).toEqual({ batchItemFailures: [] });
    });
    expect(await latest()).toMatchObject({ seq: 1, id: `configuration@${SLOT}`, isBaseline: true });
    expect(metrics[0]).toMatchObject({ Runs: 1, IncompleteRuns: 0, job: 'configuration', org: 'prod' });
    expect(metrics[0]).toMatchObject({
      _aws: {
        CloudWatchMetrics: [
          { Namespace: 'OAuthGuardian', Dimensions: [['service'], ['service', 'job'], ['service', 'org']] },
        ],
      },
    });
    expect(metrics.filter((line) => 'severity' in line)).toHaveLength(5);
  });

  it('makes no second run of a message that is delivered twice', async () => {
    const before = await seq();
    const { requests } = deployment.simulator;
    const asked = requests.length;
    expect(await handler(sqsEvent(work, work), CONTEXT)).toEqual({ batchItemFailures: [] });
    expect(await seq()).toBe(before);
    expect(requests.length).toBe(asked);
  });

  it('makes no run of a slot that comes after a newer one', async () => {
    const [older, newer] = [nextSlot(), nextSlot()];
    await handler(sqsEvent({ ...work, slot: newer }), CONTEXT);
    const before = await seq();
    await handler(sqsEvent({ ...work, slot: older }), CONTEXT);
    expect(await seq()).toBe(before);
    expect((await latest())?.slots.configuration).toBe(newer);
  });

  it('takes a slot however its time is written', async () => {
    const slot = nextSlot();
    await handler(sqsEvent({ ...work, slot }), CONTEXT);
    const before = await seq();
    await handler(sqsEvent({ ...work, slot: slot.replace('.000Z', 'Z') }), CONTEXT);
    expect(await seq()).toBe(before);
  });

  it('hands back a poisoned message only, and works on the others', async () => {
    const slot = nextSlot();
    const event = sqsEvent(
      '{ not json',
      { ...work, slot },
      { org: 'prod', job: 'everything', slot },
      { ...work, slot, org: 'nobody' },
    );
    const { batchItemFailures } = await handler(event, CONTEXT);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'message-1',
      'message-3',
      'message-4',
    ]);
    expect((await latest())?.slots.configuration).toBe(slot);
  });

  it('refuses a slot that is still to come: it would silence the org until then', async () => {
    const before = await seq();
    await expect(handler(sqsEvent({ ...work, slot: '2099-01-01T00:00:00Z' }), CONTEXT)).rejects.toThrow();
    expect(await seq()).toBe(before);
  });

  it('fails as a whole where nothing of a batch could be done, so that it counts as a failed invocation', async () => {
    await expect(handler(sqsEvent('{}'), CONTEXT)).rejects.toThrow(FullBatchFailureError);
  });

  it("lets one org's trouble touch no other", async () => {
    const slot = nextSlot();
    deployment.aws.secrets.delete('guardian/other');
    await handler(sqsEvent({ ...work, slot, org: 'other' }, { ...work, slot }), CONTEXT);
    expect((await latest('other'))?.coverage.clients.status).toBe('failed');
    expect((await latest())?.coverage.clients.status).toBe('complete');
  });

  it('tells how to mend a secret that is missing, in a run of its own', async () => {
    const reason = (await latest('other'))?.coverage.clients.reason;
    expect(reason).toContain('the secret guardian/other does not exist or holds nothing yet');
    expect(reason).toContain('guardian setup');
  });

  it('sees a drift', async () => {
    deployment.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    await handler(sqsEvent({ ...work, slot: nextSlot() }), CONTEXT);
    const findings = await deployment.store.unresolvedFindings('prod');
    expect(findings.map(({ rule }) => rule)).toContain('scope-added');
  });

  it('goes on after the secret of the client was changed, and the token with it', async () => {
    const { world, simulator, aws } = deployment;
    const { clientId } = simulator.credentials;
    world.replaceSecret(clientId, 'a-new-secret');
    simulator.revokeTokens();
    aws.secrets.set(SECRET, JSON.stringify({ clientId, clientSecret: 'a-new-secret' }));
    await handler(sqsEvent({ ...work, slot: nextSlot() }), CONTEXT);
    expect((await latest())?.coverage.clients.status).toBe('complete');
  });
});
