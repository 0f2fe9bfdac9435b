import { handler as alertChannelCheck } from '../../lambdas/alert-channel-check.ts';
import { handler as notify } from '../../lambdas/notify.ts';
import { atOf, payload, run } from '../store/fixtures.ts';
import { CONTEXT, type Deployment, deploy, metricsDuring, OPERATORS_TOPIC, streamEvent, TOPIC } from './deployment.ts';

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy(`
orgs: [{ name: prod, monthlyAllowance: 14000000, readAudits: false }]
thresholds: { confirmAfterSeconds: 0, apiShare: 1 }
alerts:
  email: [team@example.com]
  chat: ["https://chat.example/hooks/our-password"]
  operators: [on-call@example.com]
`);
});
afterAll(() => deployment.close());

const arn = 'arn:aws:sns:eu-central-1:123456789012:topic:1';
const mail = { topic: TOPIC, protocol: 'email', address: 'team@example.com', arn };
const chat = { topic: TOPIC, protocol: 'https', address: 'https://chat.example/hooks/our-password', arn };
const onCall = { topic: OPERATORS_TOPIC, protocol: 'email', address: 'on-call@example.com', arn };

async function check(...subscriptions: Deployment['aws']['subscriptions']) {
  deployment.aws.subscriptions.splice(0, Number.POSITIVE_INFINITY, ...subscriptions);
  deployment.aws.published.length = 0;
  const [metric] = await metricsDuring(() => alertChannelCheck({}, CONTEXT));
  return metric;
}

const told = () => deployment.aws.published.map(({ topic, bodies }) => [topic, bodies.email?.replaceAll(/\s+/g, ' ')]);

describe('the check of the alert channels', () => {
  it('is content when every address of the configuration is confirmed', async () => {
    expect(await check(mail, chat, onCall)).toMatchObject({ SubscriptionsNotConfirmed: 0 });
    expect(deployment.aws.published).toEqual([]);
  });

  it.each([
    ['was never confirmed', [{ ...mail, arn: 'PendingConfirmation' }, chat, onCall], 'never confirmed'],
    ['was ended', [{ ...mail, arn: 'Deleted' }, chat, onCall], 'there is no subscription any more'],
    ['is gone', [chat, onCall], 'there is no subscription any more'],
  ])('raises the metric, and tells by both topics, when the only mail subscription %s', async (_, listed, words) => {
    expect(await check(...listed)).toMatchObject({ SubscriptionsNotConfirmed: 1 });
    expect(told().map(([topic]) => topic)).toEqual([TOPIC, OPERATORS_TOPIC]);
    for (const [, text] of told()) expect(text).toMatch(new RegExp(`email team@example.com: .*${words}`));
  });

  it('looks at the subscriptions of the operators too', async () => {
    expect(await check(mail, chat, { ...onCall, arn: 'PendingConfirmation' })).toMatchObject({
      SubscriptionsNotConfirmed: 1,
    });
    expect(told()[0]?.[1]).toContain('alarms by email on-call@example.com: the subscription was never confirmed');
  });

  it('shows no address that is a password', async () => {
    await check(mail, onCall);
    expect(told()[0]?.[1]).toContain('https https://chat.example/...');
    expect(JSON.stringify(deployment.aws.published)).not.toContain('our-password');
  });

  it('tells by the one topic where the other refuses, and fails so that it is tried again', async () => {
    deployment.aws.refuse('Publish', { code: 'AuthorizationError', status: 403, times: 1 });
    await expect(check(chat, onCall)).rejects.toThrow('AuthorizationError');
    expect(deployment.aws.published).toHaveLength(1);
  });

  it('names the topic itself while it has not taken what a run told long ago', async () => {
    await deployment.store.commit(run(1, { baselineAt: atOf(1) }), payload());
    expect(await check(mail, chat, onCall)).toMatchObject({ SubscriptionsNotConfirmed: 1 });
    expect(told()[1]).toEqual([OPERATORS_TOPIC, expect.stringContaining('topic of alerts (org prod): has not taken')]);
    await notify(streamEvent({ org: 'prod', seq: 1 }), CONTEXT);
    expect(await check(mail, chat, onCall)).toMatchObject({ SubscriptionsNotConfirmed: 0 });
  });
});
