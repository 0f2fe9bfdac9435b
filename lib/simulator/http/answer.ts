import { randomUUID } from 'node:crypto';

/** What an endpoint answers: JSON, before faults and transport. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call that cannot be answered as asked; it ends as Genesys' error body. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: ErrorCode, params: ApiErrorParams = {}) {
    const { headers = {}, ...values } = params;
    super(ERRORS[code]);
    this.status = status;
    this.code = code;
    this.params = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
    this.headers = headers;
  }
}

export type ApiErrorParams = { readonly headers?: Readonly<Record<string, string>> } & {
  readonly [name: string]: string | number | Readonly<Record<string, string>> | undefined;
};

/** Message templates of the error codes that this simulator uses; `{name}` is a parameter. Source: API definition. */
const ERRORS = {
  'bad.request': 'The request could not be understood by the server due to malformed syntax.',
  'invalid.date': 'Dates must be specified as ISO-8601 strings. For example: yyyy-MM-ddTHH:mm:ss.SSSZ',
  'invalid.value': 'Value [{value}] is not valid for field type [{field}]. Allowable values are: {allowed}',
  'constraint.validation': '{problem}',
  'authentication.required': 'No authentication bearer token specified in authorization header.',
  'bad.credentials': 'Invalid login credentials.',
  'missing.permissions':
    'Unable to perform the requested action. You are missing the following permission(s): {permissions}',
  'missing.any.permissions':
    'Unable to perform the requested action. You must have at least one of the following permissions assigned: {permissions}',
  'missing.division.permission':
    "Unable to perform the requested action. You are missing the following permission '{permissions}' in the provided division(s).",
  'missing.any.division.permissions':
    'Unable to perform the requested action. You must have at least one of the following permissions assigned: {permissions} in at least one of the following division(s): {divisions}',
  'app.not.authorized.for.scope': 'App not authorized to use scope {scope}',
  'not.authorized': 'You are not authorized to perform the requested action.',
  'authz.policy.denied':
    "Unable to perform the requested action. Your organization's security policies have denied access. Policy ID(s): [{policies}]",
  'not.found': 'The requested resource was not found.',
  'too.many.requests.retry.after': 'Rate limit exceeded the maximum. Retry the request in [{seconds}] seconds',
  'too.many.requests': 'Rate limit exceeded the maximum [{limit}] requests within [{seconds}] seconds',
  'internal.server.error':
    'The server encountered an unexpected condition which prevented it from fulfilling the request.',
  'service.unavailable':
    'Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).',
  'request.timeout': 'The request timed out.',
} as const;
export type ErrorCode = keyof typeof ERRORS;

/** The answer that an error ends as. */
export function errorAnswer(error: ApiError): Answer {
  const message = error.message.replace(/\{(\w+)\}/g, (all, name: string) => error.params[name] ?? all);
  const hasParams = Object.keys(error.params).length > 0 && error.status !== 429;
  const withParams = !hasParams ? {} : { messageWithParams: error.message, messageParams: error.params };
  return {
    status: error.status,
    headers: error.headers,
    body: {
      message,
      code: error.code,
      status: error.status,
      ...withParams,
      contextId: randomUUID(),
      details: [],
      errors: [],
    },
  };
}
