import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../faults/fault.ts';
import type { Answer } from './answer.ts';

/** Puts an answer on the wire, with the faults that only the wire can have. Resolves when nothing is left to do. */
export async function send(
  response: ServerResponse,
  answer: Answer,
  { faults, now }: { readonly faults: readonly Fault[]; readonly now: Date },
): Promise<void> {
  const payload = payloadOf(answer, faults);
  const headers = { Date: now.toUTCString(), 'Content-Type': payload.type, ...answer.headers };
  const isCut = faults.some(({ kind }) => kind === 'cut-connection');
  for (const fault of faults) {
    if (fault.kind === 'timeout') return;
    if (fault.kind === 'slow') await delay(fault.milliseconds, undefined, { ref: false });
    if (fault.kind === 'clock-skew') headers.Date = new Date(now.getTime() + fault.seconds * 1000).toUTCString();
  }
  response.writeHead(payload.status, { ...headers, 'Content-Length': Buffer.byteLength(payload.text) });
  if (!isCut) {
    response.end(payload.text);
    return;
  }
  response.write(payload.text.slice(0, Math.floor(payload.text.length / 2)), () => response.destroy());
}

/** The whole body of a request as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function payloadOf({ status, body }: Answer, faults: readonly Fault[]) {
  const json = { status, type: 'application/json', text: body === undefined ? '' : JSON.stringify(body) };
  for (const fault of faults) {
    if (fault.kind === 'empty-body') return { ...json, text: '' };
    if (fault.kind === 'not-json') return { ...json, text: '{"entities": [{"id": ' };
    if (fault.kind === 'html') {
      const text = '<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>';
      return { status: fault.status ?? status, type: 'text/html', text };
    }
  }
  return json;
}
