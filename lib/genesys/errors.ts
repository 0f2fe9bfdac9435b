/** What went wrong, as far as it changes what somebody must do about it. */
export const ERROR_KINDS = [
  'credentials',
  'permission',
  'scope',
  'rate-limit',
  'not-found',
  'bad-request',
  'server',
  'network',
  'timeout',
  'malformed',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** The parts of a {@link GenesysError}. None of them ever holds a token, a secret or an Authorization header. */
export interface ErrorFacts {
  readonly kind: ErrorKind;
  /** What somebody can do about it: a phrase without a full stop. */
  readonly fix: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** Genesys' own error code, such as `missing.any.permissions`. */
  readonly code?: string;
  /** Permissions that Genesys says are missing, sorted. */
  readonly permissions?: readonly string[];
  /** Genesys' id of the request, for its support. */
  readonly correlationId?: string;
  /** How long the answer asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
}

/**
 * The only error that leaves this folder for what Genesys or the network did. It has no `cause`: raw errors of HTTP
 * libraries carry the request, and the request carries the bearer token.
 */
export class GenesysError extends Error {
  override readonly name = 'GenesysError';
  readonly kind: ErrorKind;
  readonly fix: string;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly permissions: readonly string[];
  readonly correlationId: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(facts: ErrorFacts) {
    super(reasonOf(facts));
    this.kind = facts.kind;
    this.fix = facts.fix;
    this.status = facts.status;
    this.code = facts.code;
    this.permissions = facts.permissions ?? [];
    this.correlationId = facts.correlationId;
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** True if the same request may succeed a little later. */
  get isTransient(): boolean {
    switch (this.kind) {
      case 'rate-limit':
      case 'server':
      case 'network':
      case 'timeout':
      case 'malformed':
        return true;
      case 'credentials':
      case 'permission':
      case 'scope':
      case 'not-found':
      case 'bad-request':
        return false;
      default:
        return this.kind satisfies never;
    }
  }
}

/** `403 missing.any.permissions: give the guardian's role …`, or `timeout: …` where there was no answer. */
function reasonOf({ kind, status, code, fix }: ErrorFacts): string {
  return `${status === undefined ? kind : `${status} ${code ?? kind}`}: ${fix}`;
}
