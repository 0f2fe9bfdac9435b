import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** What becomes of one request: it arrives, it is lost on its way, or it is done and its answer is lost. */
export type Fate = 'arrives' | 'lost request' | 'lost answer';

export interface Network {
  readonly endpoint: string;
  /** Requests seen since the last call of {@link Network.plan}. */
  requests(): number;
  /** Decides the fate of each request from now on; the first one is number 1. May wait, and so hold the request up. */
  plan(fateOf: (n: number) => Fate | Promise<Fate>): void;
  /** Answers instead of the database, where it returns something. */
  answer(answerOf: (operation: string, body: unknown) => { status: number; body: object } | undefined): void;
  close(): Promise<void>;
}

/** A network between a store and its database, with faults on demand. */
export async function faultyNetwork(target: string): Promise<Network> {
  let seen = 0;
  let fateOf: (n: number) => Fate | Promise<Fate> = () => 'arrives';
  let answerOf: Parameters<Network['answer']>[0] = () => undefined;

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = await bytesOf(incoming);
    seen += 1;
    const fate = await fateOf(seen);
    if (fate === 'lost request') return incoming.socket.destroy();
    const made = answerOf(String(incoming.headers['x-amz-target']).split('.')[1] ?? '', JSON.parse(body.toString()));
    if (made) {
      outgoing.writeHead(made.status, { 'content-type': 'application/x-amz-json-1.0' });
      return outgoing.end(JSON.stringify(made.body));
    }
    const { host: _, ...headers } = incoming.headers;
    const forwarded = request(target, { method: 'POST', headers });
    forwarded.end(body);
    const [response]: IncomingMessage[] = await once(forwarded, 'response');
    if (!response) throw new Error('no response');
    const content = await bytesOf(response);
    if (fate === 'lost answer') return incoming.socket.destroy();
    outgoing.writeHead(response.statusCode ?? 500, response.headers);
    return outgoing.end(content);
  };

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests: () => seen,
    plan: (next) => {
      seen = 0;
      fateOf = next;
    },
    answer: (next) => {
      answerOf = next;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
