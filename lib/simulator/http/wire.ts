import type { Fault } from '../faults/fault.ts';
import type { Answer } from './answer.ts';

/** An answer before the wire, with all that the wire needs to know. */
export interface Reply {
  readonly answer: Answer;
  readonly faults: readonly Fault[];
  readonly now: Date;
}

/** What the wire makes of an answer: of HTTP itself, whatever carries it. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** No answer ever comes. */
  readonly isSilent: boolean;
  /** The connection breaks in the middle of the text. */
  readonly isCut: boolean;
  /** Real milliseconds before anything is sent. */
  readonly delayMs: number;
}

/** An answer with the faults that only the wire can have. Pure. */
export function onTheWire({ answer, faults, now }: Reply): WireReply {
  const payload = payloadOf(answer, faults);
  const skewSeconds = faults.reduce((sum, fault) => (fault.kind === 'clock-skew' ? fault.seconds : sum), 0);
  return {
    status: payload.status,
    headers: {
      Date: new Date(now.getTime() + skewSeconds * 1000).toUTCString(),
      'Content-Type': payload.type,
      ...answer.headers,
    },
    text: payload.text,
    isSilent: faults.some(({ kind }) => kind === 'timeout'),
    isCut: faults.some(({ kind }) => kind === 'cut-connection'),
    delayMs: faults.reduce((sum, fault) => sum + (fault.kind === 'slow' ? fault.milliseconds : 0), 0),
  };
}

/** The half of a text that a broken connection still brings. */
export function firstHalf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
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
