import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { firstHalf, type WireReply } from './wire.ts';

/** Puts an answer on the wire. Resolves when nothing is left to do. */
export async function send(response: ServerResponse, reply: WireReply): Promise<void> {
  const { status, headers, text, isSilent, isCut, delayMs } = reply;
  if (isSilent) return;
  if (delayMs > 0) await delay(delayMs, undefined, { ref: false });
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
  if (!isCut) {
    response.end(text);
    return;
  }
  response.write(firstHalf(text), () => response.destroy());
}

/** The whole body of a request as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
