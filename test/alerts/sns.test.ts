import { SNSClient } from '@aws-sdk/client-sns';
import fc from 'fast-check';
import { testMessage } from '../../lib/alerts/index.ts';
import { chatNotification } from '../../lib/alerts/sinks/chat-notification.ts';
import { publishRate, snsSink } from '../../lib/alerts/sinks/sns.ts';
import { MOST_BODY_BYTES, snsBody } from '../../lib/alerts/sinks/sns-body.ts';
import type { AlertMessage } from '../../lib/ports.ts';
import { type AwsEndpoint, awsEndpoint } from '../aws/aws-endpoint.ts';

const { sms: _, ...silent } = testMessage({ org: 'prod', now: new Date('2026-03-03T12:00:00Z') });
const plain: AlertMessage = {
  ...silent,
  subject: '[HIGH] Acme Recorder: +1 scope (users) | org prod',
  text: 'Line one\nLine two\n',
};
const withSms: AlertMessage = { ...plain, sms: 'HIGH prod: Acme Recorder: +1 scope (users)' };

describe('the body of an SNS message', () => {
  it('has a rendering for each protocol, and a short one for all others', () => {
    const body = JSON.parse(snsBody(withSms));
    expect(body).toMatchObject({ default: withSms.sms, email: plain.text, sms: withSms.sms });
    expect(JSON.parse(body.https)).toMatchObject({ version: '1.0', source: 'custom' });
  });

  it('is the subject for a telephone that the message is not meant for', () => {
    expect(JSON.parse(snsBody(plain))).toMatchObject({ default: plain.subject });
    expect(JSON.parse(snsBody(plain))).not.toHaveProperty('sms');
  });

  it.each([
    ['plain lines', `${'x'.repeat(75)}\n`],
    ['characters that JSON escapes', '"\\"\\"\\"\\\n'],
    ['characters of several bytes', 'Ünïcödé 漢字 😀\n'],
    ['one endless line', 'x'],
  ])('fits into what SNS takes when the text is long: %s', (_, line) => {
    const text = line.repeat(Math.ceil(400_000 / line.length));
    const body = snsBody({ ...withSms, text });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MOST_BODY_BYTES);
    expect(JSON.parse(body).email).toContain('guardian findings --org prod');
  });
});

describe('a chat notification', () => {
  it('lets no name of a client become markup or a mention of everybody', () => {
    const { content } = chatNotification({
      ...plain,
      subject: '[HIGH] <!channel> `x` @here | org prod',
      text: 'See <https://evil.example|this> @everyone ``` done\n',
    });
    expect(`${content.title}${content.description.slice(4, -4)}`).not.toMatch(/[<>@`]/);
  });
});

describe('publishRate', () => {
  it('makes no more than ten mails a second, however many subscribe', () => {
    fc.assert(
      fc.property(fc.nat(1_000), (mails) => {
        const { limit, interval } = publishRate(mails);
        expect(limit).toBeGreaterThanOrEqual(1);
        expect((limit * mails * 1_000) / interval).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('is ten messages a second for one address', () => {
    expect(publishRate(1)).toEqual({ limit: 10, interval: 1_000 });
    expect(publishRate(25)).toEqual({ limit: 1, interval: 2_500 });
  });
});

describe('the SNS channel', () => {
  let aws: AwsEndpoint;
  beforeAll(async () => {
    aws = await awsEndpoint();
  });
  afterAll(() => aws.close());

  const send = (maxAttempts = 1, message = withSms) =>
    snsSink({
      client: new SNSClient({
        region: 'eu-central-1',
        endpoint: aws.url,
        maxAttempts,
        credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      }),
      topicArn: 'arn:aws:sns:eu-central-1:123456789012:alerts',
    }).send(message);

  it('publishes with subject and attributes', async () => {
    await send();
    expect(aws.published).toMatchObject([{ subject: withSms.subject, attributes: withSms.attributes }]);
  });

  it('says by an attribute whether telephones are to ring: one without a text would get another', async () => {
    await send(1, withSms);
    expect(aws.published.at(-1)?.attributes.sms).toBe('yes');
    await send(1, plain);
    expect(aws.published.at(-1)?.attributes.sms).toBe('no');
  });

  it.each([
    ['refuses', { code: 'AuthorizationError', status: 403 }],
    ['throttles', { code: 'Throttling', status: 400 }],
    ['fails', { code: 'InternalError', status: 500 }],
  ])('rejects when SNS %s, so that the message is kept', async (_, refusal) => {
    aws.refuse('Publish', { ...refusal, times: 1 });
    await expect(send()).rejects.toMatchObject({
      name: 'AlertError',
      message: expect.stringContaining(refusal.code),
    });
  });

  it.each([
    ['the content of a message', { code: 'InvalidParameter', status: 400 }, true],
    ['an attribute of a message', { code: 'ParameterValueInvalid', status: 400 }, true],
    ['the caller', { code: 'AuthorizationError', status: 403 }, false],
    ['the topic', { code: 'NotFound', status: 404 }, false],
    ['the key of the topic', { code: 'KMSDisabled', status: 400 }, false],
    ['the pace', { code: 'Throttling', status: 400 }, false],
    ['the pace of the key', { code: 'KMSThrottling', status: 400 }, false],
    ['nothing, but fails', { code: 'InternalError', status: 500 }, false],
  ])('knows whether a refusal is about %s', async (_, refusal, isFinal) => {
    aws.refuse('Publish', { ...refusal, times: 1 });
    await expect(send()).rejects.toMatchObject({ name: 'AlertError', isFinal });
  });

  it('tries again by itself before it gives up on throttling', async () => {
    const before = aws.published.length;
    aws.refuse('Publish', { code: 'Throttling', status: 400, times: 1 });
    await send(2);
    expect(aws.published).toHaveLength(before + 1);
  });
});
