/** What made an export. */
export interface Producer {
  /** Of the guardian: `0.1.0`. */
  readonly version: string;
}

export const PRODUCT = { name: 'OAuth Guardian', uid: 'oauth-guardian' } as const;
