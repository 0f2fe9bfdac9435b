import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { composeMessages } from '../../lib/alerts/index.ts';
import { signatureOf, webhookChannel, webhookSink } from '../../lib/alerts/sinks/webhook.ts';
import { webhookDocument } from '../../lib/alerts/webhook-document.ts';
import type { AlertMessage } from '../../lib/ports.ts';
import { aFinding, aRun, opened, settings } from './situations.ts';

const NOW = new Date('2026-03-03T12:00:00Z');
const KEY = 'a key of sixteen or more';
const [message] = composeMessages({ run: aRun(), transitions: [opened(aFinding())], settings }) as [AlertMessage];

interface Request {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An endpoint that answers what it is told to, or nothing. */
class Endpoint {
  readonly requests: Request[] = [];
  answer: { status: number; headers?: Record<string, string> } | 'nothing' = { status: 204 };
  readonly #server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    this.requests.push({ method: request.method ?? '', headers: request.headers, body });
    if (this.answer !== 'nothing') response.writeHead(this.answer.status, this.answer.headers).end('thank you');
  });

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}/in?token=our-password`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

describe('a webhook', () => {
  let endpoint: Endpoint;
  let url: string;
  beforeEach(async () => {
    endpoint = new Endpoint();
    url = await endpoint.open();
  });
  afterEach(() => endpoint.close());

  const send = (options: Partial<Parameters<typeof webhookSink>[0]> = {}) =>
    webhookSink({ url, now: () => NOW, ...options }).send(message);

  it('is posted the message as a JSON document, with a key that tells a repeat', async () => {
    await send();
    await send();
    const [first, second] = endpoint.requests;
    expect(first).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(first?.body ?? '')).toEqual(JSON.parse(JSON.stringify(webhookDocument(message))));
    expect(first?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  it('can tell by the signature that nobody else sent it, and when', async () => {
    await send({ signingKey: async () => KEY });
    const [{ headers, body } = { headers: {}, body: '' }] = endpoint.requests;
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
    expect(endpoint.requests).toEqual([]);
  });

  it.each([200, 201, 202, 204])('has the message when it answers %d', async (status) => {
    endpoint.answer = { status };
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
    endpoint.answer = { status, headers: { location: url } };
    await expect(send()).rejects.toMatchObject({ name: 'AlertError', isFinal });
    expect(endpoint.requests).toHaveLength(1);
  });

  it.each([
    ['does not answer in time', async () => ({ timeoutMs: 50 })],
    ['is not there', async () => ({ url: 'http://127.0.0.1:9/in?token=our-password' })],
  ])('does not have it when it %s', async (_, differing) => {
    endpoint.answer = 'nothing';
    await expect(send(await differing())).rejects.toMatchObject({ name: 'AlertError', isFinal: false });
  });

  it('is never named by its URL, which may be a password', async () => {
    const complaints: string[] = [];
    for (const answer of [{ status: 500 }, { status: 302, headers: { location: url } }, 'nothing'] as const) {
      endpoint.answer = answer;
      await send({ timeoutMs: 50 }).catch((error: Error) => complaints.push(`${error.stack} ${JSON.stringify(error)}`));
    }
    const gone = 'http://127.0.0.1:9/in?token=our-password';
    await send({ url: gone }).catch((error: Error) => complaints.push(`${error.stack} ${String(error.cause)}`));
    expect(complaints).toHaveLength(4);
    for (const complaint of complaints) expect(complaint).not.toMatch(/our-password|\/in\b/);
    expect(webhookChannel(url)).toMatch(/^webhook [0-9a-f]{8}$/);
  });

  it('is a channel of its own for each URL', () => {
    expect(webhookChannel('https://a.example/1')).not.toBe(webhookChannel('https://a.example/2'));
    expect(webhookSink({ url, now: () => NOW }).channel).toBe(webhookChannel(url));
  });
});
