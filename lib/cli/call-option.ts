import { UsageError } from '../errors.ts';
import type { NamedCall } from '../jobs/queries/explain.ts';

/** `POST /api/v2/users`, `get https://api.mypurecloud.de/api/v2/users/4711`. @throws UsageError that says what is allowed */
export function parseCall(text: string): NamedCall {
  const [, method = '', path = ''] = /^\s*([A-Za-z]{3,7})\s+(\S+)\s*$/.exec(text) ?? [];
  if (!METHODS.has(method.toUpperCase())) {
    throw new UsageError(
      `'${text.slice(0, SHOWN)}' is no call: write 'METHOD /path', such as 'GET /api/v2/users/4711'`,
    );
  }
  return { method: method.toUpperCase(), path };
}

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
const SHOWN = 200;
