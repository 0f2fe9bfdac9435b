/** One way in which an endpoint can break. All are deterministic. */
export type Fault =
  /** 401 `bad.credentials`: the token is not (or no longer) valid. */
  | { readonly kind: 'unauthorized' }
  /** 403 with a code, by default `missing.any.permissions`; `permission` is named in the message. */
  | { readonly kind: 'forbidden'; readonly code?: ForbiddenCode; readonly permission?: string }
  /** 429; with `retryAfterSeconds` it has the header `Retry-After` and the body that names it, else neither. */
  | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds?: number }
  /** 500 `internal.server.error`. */
  | { readonly kind: 'internal-error' }
  /** 503 `service.unavailable`. */
  | { readonly kind: 'unavailable' }
  /** 504 `request.timeout`. */
  | { readonly kind: 'gateway-timeout' }
  /** No answer at all until the caller gives up or the simulator closes. */
  | { readonly kind: 'timeout' }
  /** The connection is cut in the middle of the body. */
  | { readonly kind: 'cut-connection' }
  /** The status is right and the body is empty. */
  | { readonly kind: 'empty-body' }
  /** The content type says JSON and the body is none. */
  | { readonly kind: 'not-json' }
  /** A proxy's HTML page, with the status that is given. */
  | { readonly kind: 'html'; readonly status?: number }
  /** A listing with the first half of its entities, its total unchanged, and no `nextUri`. */
  | { readonly kind: 'truncated-page' }
  /** A listing whose entities are missing; total and links are unchanged. */
  | { readonly kind: 'missing-page' }
  /** Every array of the answer is in reverse order. */
  | { readonly kind: 'reordered' }
  /** The org's configuration as it was before its latest edit. */
  | { readonly kind: 'stale-read' }
  /** These fields are absent from every entity of a listing, or from the answer itself where it is none. */
  | { readonly kind: 'fields-absent'; readonly fields: readonly string[] }
  /** Every object of the answer has fields that no definition knows. */
  | { readonly kind: 'unknown-fields' }
  /** The `Date` header is this many seconds off; the world's own times are right. */
  | { readonly kind: 'clock-skew'; readonly seconds: number }
  /** The answer is right and comes after this many real milliseconds. */
  | { readonly kind: 'slow'; readonly milliseconds: number };

export type FaultKind = Fault['kind'];

/** The codes with which Genesys refuses a call that is authenticated. */
export const FORBIDDEN_CODES = [
  'missing.any.permissions',
  'missing.permissions',
  'missing.division.permission',
  'missing.any.division.permissions',
  'app.not.authorized.for.scope',
  'not.authorized',
  'authz.policy.denied',
] as const;
export type ForbiddenCode = (typeof FORBIDDEN_CODES)[number];
