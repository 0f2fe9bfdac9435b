import { handler as auditEvent } from '../../lambdas/audit-event.ts';
import { handler as dispatch } from '../../lambdas/dispatch.ts';
import { handler as scan } from '../../lambdas/scan.ts';
import { CONTEXT, type Deployment, deploy, sqsEvent } from './deployment.ts';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
});
afterAll(() => deployment.close());
beforeEach(() => {
  deployment.aws.queued.length = 0;
});

const queued = () => deployment.aws.queued.map(({ body }) => JSON.parse(body));

describe('the dispatch function', () => {
  it('asks for a run of the job in every org, with the slot of the schedule', async () => {
    await dispatch({ job: 'usage', slot: '2026-03-03T12:00:00Z' }, CONTEXT);
    expect(queued()).toEqual([
      { org: 'prod', job: 'usage', slot: '2026-03-03T12:00:00.000Z' },
      { org: 'other', job: 'usage', slot: '2026-03-03T12:00:00.000Z' },
    ]);
  });

  it.each([
    ['an unknown job', { job: 'everything', slot: '2026-03-03T12:00:00Z' }],
    ['a slot that is no time', { job: 'usage', slot: '<aws.scheduler.scheduled-time>' }],
    ['no slot', { job: 'usage' }],
  ])('refuses %s, so that the alarm sees it', async (_, event) => {
    await expect(dispatch(event, CONTEXT)).rejects.toThrow('this is no event for this function');
    expect(queued()).toEqual([]);
  });

  it('fails when the queue refuses, so that the schedule calls again', async () => {
    deployment.aws.refuse('SendMessageBatch', { code: 'AccessDenied', status: 403, times: 1 });
    await expect(dispatch({ job: 'usage', slot: '2026-03-03T12:00:00Z' }, CONTEXT)).rejects.toThrow();
  });
});

describe('the intake of audit events', () => {
  const at = '2026-03-03T12:03:20Z';
  const notice = (entityType: string, options: { org?: string; time?: string } = {}) => ({
    version: '0',
    'detail-type': 'v2.audits.entitytype.{id}.entityid.{id}',
    source: `aws.partner/genesys.com/cloud/${options.org ?? deployment.world.org.id}/guardian`,
    time: options.time ?? at,
    detail: { eventBody: { entityType, action: 'Update' } },
  });

  beforeAll(async () => {
    await scan(sqsEvent({ org: 'prod', job: 'configuration', slot: '2026-03-03T11:00:00Z' }), CONTEXT);
  });

  it('asks for a configuration run of that org, with the end of the minute as slot', async () => {
    await auditEvent(sqsEvent(notice('OAuthClient')), CONTEXT);
    expect(queued()).toEqual([{ org: 'prod', job: 'configuration', slot: '2026-03-03T12:04:00.000Z' }]);
  });

  it('makes one run of a flood', async () => {
    const flood = ['12:03:00Z', '12:03:30Z', '12:03:59Z', '12:04:00Z'].map((time) =>
      notice('Role', { time: `2026-03-03T${time}` }),
    );
    await auditEvent(sqsEvent(...flood, ...flood), CONTEXT);
    expect(queued().map(({ slot }) => slot)).toEqual(['2026-03-03T12:04:00.000Z', '2026-03-03T12:05:00.000Z']);
  });

  it('cares about nothing but clients, roles and divisions', async () => {
    expect(await auditEvent(sqsEvent(notice('Queue')), CONTEXT)).toEqual({ batchItemFailures: [] });
    expect(queued()).toEqual([]);
  });

  it('drops what is about an org that was never scanned here', async () => {
    const stranger = notice('OAuthClient', { org: '00000000-0000-4000-8000-000000000000' });
    expect(await auditEvent(sqsEvent(stranger), CONTEXT)).toEqual({ batchItemFailures: [] });
    expect(queued()).toEqual([]);
  });

  it('takes a time that is still to come for now: it must not cover the slots of the schedule', async () => {
    await auditEvent(sqsEvent(notice('OAuthClient', { time: '2099-01-01T00:00:00Z' })), CONTEXT);
    const [request] = queued();
    expect(Date.parse(request.slot)).toBeLessThanOrEqual(Date.now() + 60_000);
    expect(deployment.aws.queued[0]?.delaySeconds).toBeGreaterThanOrEqual(1);
  });

  it('hands back what it does not understand, and takes in the rest', async () => {
    const { batchItemFailures } = await auditEvent(sqsEvent('nonsense', notice('OAuthClient')), CONTEXT);
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'message-1' }]);
    expect(queued()).toHaveLength(1);
  });
});
