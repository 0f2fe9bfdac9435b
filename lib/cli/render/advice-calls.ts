import type { CallCount } from '../../jobs/queries/advice.ts';
import { safe } from './safe.ts';
import { count } from './style.ts';

/** `GET /api/v2/users/{userId} (73,807)`; a call that nobody saw has no number. */
export function callText({ method, template, requests }: CallCount): string {
  return `${safe(method)} ${safe(template)}${requests > 0 ? ` (${count(requests)})` : ''}`;
}

/** The first calls, and how many more there are. */
export function callsText(calls: readonly CallCount[], most: number): string {
  const rest = calls.length - most;
  return calls.slice(0, most).map(callText).join(', ') + (rest > 0 ? `, +${rest} more` : '');
}
