import { later } from '../../domain/day.ts';
import { byText } from '../../domain/text-order.ts';
import type { EndpointRow } from '../../domain/usage/day.ts';
import { templateKey } from '../catalogue/index.ts';
import type { CallBasis, ClientEvidence, KnownCall } from './advice.ts';

/** The calls of the window by what usage names them, and those that only the manifest names; sorted. */
export function knownCalls({ rows, vendor }: Pick<ClientEvidence, 'rows' | 'vendor'>): KnownCall[] {
  const calls = new Map<string, Counted>();
  for (const row of rows) {
    if (row.requests <= 0) continue;
    const key = callKey(row);
    calls.set(key, added(calls.get(key), row));
  }
  const declared = (vendor?.endpoints ?? []).map(declaredCall);
  const declaredKeys = new Set(declared.map(callKey));
  const observed = [...calls].map(([key, call]): KnownCall => {
    return { ...call, basis: basisOf(call), ...(declaredKeys.has(key) && { isDeclared: true }) };
  });
  const announced = declared.filter((call) => !calls.has(callKey(call)));
  return [...observed, ...new Map(announced.map((call) => [callKey(call), call])).values()].sort(byCall);
}

/** One key for all spellings of one call: names of parameters, slashes, and the case of the method do not count. */
export function callKey({ method, template }: { readonly method: string; readonly template: string }): string {
  return `${method.toUpperCase()} ${templateKey(template)}`;
}

/** Most requests first; then by name. */
export function byRequests(a: KnownCall, b: KnownCall): number {
  return b.requests - a.requests || byCall(a, b);
}

type Counted = Omit<KnownCall, 'basis' | 'isDeclared'>;

function added(known: Counted | undefined, row: EndpointRow): Counted {
  const succeeded = row.status200 + row.status300;
  // Genesys: status400 includes status429, and a limit says nothing of grants.
  const refused = Math.max(0, row.status400 - row.status429);
  if (!known) {
    const { method, template, requests, date } = row;
    return { method: method.toUpperCase(), template, requests, succeeded, refused, firstDay: date, lastDay: date };
  }
  return {
    ...known,
    requests: known.requests + row.requests,
    succeeded: known.succeeded + succeeded,
    refused: known.refused + refused,
    firstDay: known.firstDay && known.firstDay < row.date ? known.firstDay : row.date,
    lastDay: later(known.lastDay ?? row.date, row.date),
  };
}

function basisOf({ succeeded, refused }: Counted): CallBasis {
  if (succeeded > 0) return 'succeeded';
  return refused > 0 ? 'refused' : 'unanswered';
}

/** `GET /api/v2/users/{userId}` as the manifest writes it. */
function declaredCall(endpoint: string): KnownCall {
  const [method = '', template = ''] = endpoint.split(' ');
  return {
    method: method.toUpperCase(),
    template,
    requests: 0,
    basis: 'declared',
    succeeded: 0,
    refused: 0,
    isDeclared: true,
  };
}

function byCall(a: KnownCall, b: KnownCall): number {
  return byText(`${a.template} ${a.method}`, `${b.template} ${b.method}`);
}
