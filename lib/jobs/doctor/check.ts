/** One thing that `guardian doctor` looked at: docs/json.md. */
export interface Check {
  readonly name: string;
  /** `fail`: the guardian does not see what it should; `warn`: it does, but somebody should know. */
  readonly status: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  readonly fix?: string;
  /** Sources and rules that are blind because of it. */
  readonly blinds?: readonly string[];
}

/** What the doctor says: `ok` unless a check failed. */
export interface Diagnosis {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}
