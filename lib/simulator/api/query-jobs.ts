import { ApiError } from '../http/answer.ts';

/** Queries that run in the background: an id now, the result after some polls. */
export class QueryJobs<T> {
  readonly #prefix: string;
  readonly #jobs = new Map<string, { readonly result: T; polls: number }>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  start(result: T): string {
    const number = this.#jobs.size + 1;
    const id = `00000000-0000-4000-8000-${this.#prefix}${String(number).padStart(10, '0')}`;
    this.#jobs.set(id, { result, polls: 0 });
    return id;
  }

  /** Counts a poll: how many there were before it, and the result. An unknown id is answered 404. */
  poll(id = ''): { readonly pollsBefore: number; readonly result: T } {
    const job = this.#jobs.get(id);
    if (!job) throw new ApiError(404, 'not.found');
    job.polls += 1;
    return { pollsBefore: job.polls - 1, result: job.result };
  }

  /** The result without counting a poll. */
  peek(id = ''): { readonly polls: number; readonly result: T } {
    const job = this.#jobs.get(id);
    if (!job) throw new ApiError(404, 'not.found');
    return job;
  }
}
