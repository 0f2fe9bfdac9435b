import { setTimeout as delay } from 'node:timers/promises';
import { firstHalf, onTheWire, type WireReply } from './http/wire.ts';
import type { Simulator, SimulatorOptions } from './server.ts';
import { credentialsFor, serviceFor } from './server.ts';

/** A simulator without a server: what is asked of it is answered in this process. */
export interface InProcessSimulator extends Omit<Simulator, 'url' | 'close'> {
  /** Stands in for Node's `fetch`, whatever the host. Takes texts as bodies, and obeys the caller's `signal`. */
  fetch(url: string, init: RequestInit): Promise<Response>;
}

/**
 * The simulator for those who ask it thousands of times: the same endpoints, tokens, limits and faults as
 * {@link startSimulator}, and no sockets.
 * @example openGenesys({ gateway: 'http://simulator', fetch: simulator.fetch, credentials, now })
 */
export function openSimulator(options: Omit<SimulatorOptions, 'port'>): InProcessSimulator {
  const service = serviceFor(options);
  return {
    world: options.world,
    faults: service.faults,
    requests: service.requests,
    credentials: credentialsFor(options),
    revokeTokens: () => service.tokens.revokeAll(),
    fetch: (url, { method = 'GET', headers, body, signal }) => {
      const received = {
        method,
        url: new URL(url),
        authorization: new Headers(headers).get('authorization') ?? undefined,
        text: typeof body === 'string' ? body : '',
      };
      return responseOf(onTheWire(service.receive(received)), signal ?? undefined);
    },
  };
}

async function responseOf(reply: WireReply, signal: AbortSignal | undefined): Promise<Response> {
  const { status, headers, text, isSilent, isCut, delayMs } = reply;
  if (isSilent) return aborted(signal);
  if (delayMs > 0) await delay(delayMs, undefined, { ref: false, ...(signal && { signal }) });
  return new Response(isCut ? cut(text) : text, { status, headers });
}

/** Never answers: ends when the caller gives up. Until then it keeps the process alive, as an open connection does. */
function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const open = setInterval(() => {}, LONG_MS);
    const giveUp = () => {
      clearInterval(open);
      reject(signal?.reason);
    };
    if (signal?.aborted) giveUp();
    else signal?.addEventListener('abort', giveUp, { once: true });
  });
}

/** A body that breaks off in its middle, as a lost connection does. */
function cut(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(firstHalf(text)));
      controller.error(new TypeError('terminated', { cause: { code: 'ECONNRESET' } }));
    },
  });
}

const LONG_MS = 60_000;
