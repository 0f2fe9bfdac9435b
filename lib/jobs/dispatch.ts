import type { Job } from '../domain/run.ts';
import type { ScanRequest, WorkQueue } from '../ports.ts';

/**
 * Asks for a run of one job in every org, one message each: from here on orgs are independent of each other. Called
 * twice with the same slot, it makes no second run.
 *
 * @throws whatever the queue rejects with; nothing is lost then, because the schedule calls again
 */
export async function dispatch(options: {
  readonly orgs: readonly { readonly name: string }[];
  readonly job: Job;
  /** ISO time of the schedule. */
  readonly slot: string;
  readonly queue: WorkQueue;
}): Promise<readonly ScanRequest[]> {
  const { orgs, job, slot, queue } = options;
  const requests = orgs.map(({ name }) => ({ org: name, job, slot }));
  await queue.send(requests);
  return requests;
}
