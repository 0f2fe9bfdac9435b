import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface EndpointRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An HTTP endpoint that keeps what it is sent, and answers what it is told to. */
export interface Endpoint {
  readonly url: string;
  readonly requests: EndpointRequest[];
  /** A status, a way to one, or `nothing`: it never answers. */
  answer: number | 'nothing' | ((request: EndpointRequest) => number);
  close(): Promise<void>;
}

/** @param path what its URL ends with */
export async function endpoint(path = '/in?token=our-password'): Promise<Endpoint> {
  const requests: EndpointRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const kept = { method: request.method ?? '', headers: request.headers, body };
    requests.push(kept);
    const { answer } = opened;
    if (answer === 'nothing') return;
    const status = typeof answer === 'function' ? answer(kept) : answer;
    // Where a redirect would lead back to.
    response.writeHead(status, { location: opened.url }).end(status === 204 ? undefined : 'thank you');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const opened: Endpoint = {
    url: `http://127.0.0.1:${address.port}${path}`,
    requests,
    answer: 204,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return opened;
}
