import { composeMessages } from '../../lib/alerts/index.ts';
import { webhookChannel } from '../../lib/alerts/sinks/channel-names.ts';
import { signatureOf, webhookSink } from '../../lib/alerts/sinks/webhook.ts';
import { webhookDocument } from '../../lib/alerts/webhook-document.ts';
import type { AlertMessage } from '../../lib/ports.ts';
import { type Endpoint, type EndpointRequest, endpoint } from '../support/endpoint.ts';
import { aFinding, aRun, opened, settings } from './situations.ts';

const NOW = new Date('2026-03-03T12:00:00Z');
const KEY = 'a key of sixteen or more';
const [message] = composeMessages({ run: aRun(), transitions: [opened(aFinding())], settings }) as [AlertMessage];

describe('a webhook', () => {
  let receiver: Endpoint;
  beforeEach(async () => {
    receiver = await endpoint();
  });
  afterEach(() => receiver.close());

  const send = (options: Partial<Parameters<typeof webhookSink>[0]> = {}) =>
    webhookSink({ url: receiver.url, now: () => NOW, ...options }).send(message);

  it('is posted the message as a JSON document, with a key that tells a repeat', async () => {
    await send();
    await send();
    const [first, second] = receiver.requests;
    expect(first).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(first?.body ?? '')).toEqual(JSON.parse(JSON.stringify(webhookDocument(message))));
    expect(first?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  it('can tell by the signature that nobody else sent it, and when', async () => {
    await send({ signingKey: async () => KEY });
    const { headers, body } = receiver.requests[0] as EndpointRequest;
    const signature = String(headers['x-guardian-signature']);
    expect(signature).toMatch(/^t=1772539200,v1=[0-9a-f]{64}$/);
    expect(signatureOf({ body, key: KEY, at: NOW })).toBe(signature);
    expect(signatureOf({ body: `${body} `, key: KEY, at: NOW })).not.toBe(signature);
    expect(signatureOf({ body, key: `${KEY}.`, at: NOW })).not.toBe(signature);
    expect(signatureOf({ body, key: KEY, at: new Date(NOW.getTime() + 1_000) })).not.toBe(signature);
  });

  it('gets nothing unsigned where the key cannot be had', async () => {
    const lost = new Error('no key');
    await expect(send({ signingKey: () => Promise.reject(lost) })).rejects.toBe(lost);
    expect(receiver.requests).toEqual([]);
  });

  it.each([200, 201, 202, 204])('has the message when it answers %d', async (status) => {
    receiver.answer = status;
    await expect(send()).resolves.toBeUndefined();
  });

  it.each([
    [301, false],
    [400, true],
    [401, false],
    [403, false],
    [404, false],
    [408, false],
    [410, false],
    [413, true],
    [415, true],
    [422, true],
    [429, false],
    [500, false],
    [503, false],
  ])('does not have it when it answers %d; for good: %p', async (status, isFinal) => {
    receiver.answer = status;
    await expect(send()).rejects.toMatchObject({ name: 'AlertError', isFinal });
    expect(receiver.requests).toHaveLength(1);
  });

  it.each([
    ['does not answer in time', async () => ({ timeoutMs: 50 })],
    ['is not there', async () => ({ url: 'http://127.0.0.1:9/in?token=our-password' })],
  ])('does not have it when it %s', async (_, differing) => {
    receiver.answer = 'nothing';
    await expect(send(await differing())).rejects.toMatchObject({ name: 'AlertError', isFinal: false });
  });

  it('is never named by its URL, which may be a password', async () => {
    const complaints: string[] = [];
    for (const answer of [500, 302, 'nothing'] as const) {
      receiver.answer = answer;
      await send({ timeoutMs: 50 }).catch((error: Error) => complaints.push(`${error.stack} ${JSON.stringify(error)}`));
    }
    const gone = 'http://127.0.0.1:9/in?token=our-password';
    await send({ url: gone }).catch((error: Error) => complaints.push(`${error.stack} ${String(error.cause)}`));
    expect(complaints).toHaveLength(4);
    for (const complaint of complaints) expect(complaint).not.toMatch(/our-password|\/in\b/);
    expect(webhookChannel(receiver.url)).toMatch(/^webhook [0-9a-f]{8}$/);
  });

  it('is a channel of its own for each URL', () => {
    expect(webhookChannel('https://a.example/1')).not.toBe(webhookChannel('https://a.example/2'));
    const { url } = receiver;
    expect(webhookSink({ url, now: () => NOW }).channel).toBe(webhookChannel(url));
  });
});
