import { SESv2Client } from '@aws-sdk/client-sesv2';
import { composeMessages } from '../../lib/alerts/index.ts';
import { sesChannel } from '../../lib/alerts/sinks/channel-names.ts';
import { emlOf } from '../../lib/alerts/sinks/eml.ts';
import { sesSink } from '../../lib/alerts/sinks/ses.ts';
import type { AlertMessage } from '../../lib/ports.ts';
import { type AwsEndpoint, awsEndpoint } from '../aws/aws-endpoint.ts';
import { aFinding, aRun, opened, settings } from './situations.ts';

const [message] = composeMessages({ run: aRun(), transitions: [opened(aFinding())], settings }) as [AlertMessage];
const FROM = 'guardian@example.com';
const TO = 'team@example.com';

describe('the SES channel', () => {
  let aws: AwsEndpoint;
  beforeAll(async () => {
    aws = await awsEndpoint();
  });
  afterAll(() => aws.close());

  const send = (sent = message) =>
    sesSink({
      client: new SESv2Client({
        region: 'eu-central-1',
        endpoint: aws.url,
        maxAttempts: 1,
        credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      }),
      from: FROM,
      to: TO,
    }).send(sent);

  it('sends the mail that the outbox would hold', async () => {
    await send();
    const mail = await emlOf(message, { from: FROM, to: [TO] });
    expect(aws.mailed).toEqual([{ from: FROM, to: [TO], raw: mail.toString('latin1') }]);
  });

  it.each([
    ['the content of a mail', { code: 'MessageRejected', status: 400, message: 'Email contains a virus' }, true],
    ['the shape of a mail', { code: 'BadRequestException', status: 400, message: 'Missing final boundary' }, true],
    [
      'an address that is not verified',
      { code: 'MessageRejected', status: 400, message: 'Email address is not verified: team@example.com' },
      false,
    ],
    ['the caller', { code: 'AccessDeniedException', status: 403 }, false],
    ['the account', { code: 'AccountSuspendedException', status: 400 }, false],
    ['the pace', { code: 'TooManyRequestsException', status: 429 }, false],
    ['nothing, but fails', { code: 'InternalServerError', status: 500 }, false],
  ])('knows whether a refusal is about %s', async (_, refusal, isFinal) => {
    aws.refuse('SendEmail', { ...refusal, times: 1 });
    await expect(send()).rejects.toMatchObject({ name: 'AlertError', isFinal });
  });

  it('names nobody in what it says', async () => {
    aws.refuse('SendEmail', {
      code: 'MessageRejected',
      status: 400,
      message: `Email address is not verified: ${TO}, <${FROM}>`,
      times: 1,
    });
    const error: Error = await send().catch((reason) => reason);
    expect(error.message).toContain('is not verified: ADDRESS');
    expect(`${error.message} ${sesChannel(TO)}`).not.toContain('@');
  });

  it('is a channel of its own for each recipient', () => {
    expect(sesChannel('a@example.com')).toMatch(/^ses [0-9a-f]{8}$/);
    expect(sesChannel('a@example.com')).not.toBe(sesChannel('b@example.com'));
  });
});
