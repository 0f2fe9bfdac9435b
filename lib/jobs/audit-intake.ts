import type { ChangeNotice, ScanRequest, Store, WorkQueue } from '../ports.ts';

export interface IntakeOptions {
  readonly notices: readonly ChangeNotice[];
  readonly orgs: readonly { readonly name: string }[];
  readonly store: Pick<Store, 'latestRun'>;
  readonly queue: WorkQueue;
  readonly now: Date;
  /** Names of orgs by Genesys' id, as far as they are known from earlier calls; this call adds to it. */
  readonly known: Map<string, string>;
}

export interface IntakeOutcome {
  readonly requests: readonly ScanRequest[];
  /** Genesys' ids of orgs that are not watched, or were never scanned: there is nothing to compare them with. */
  readonly unknownOrgs: readonly string[];
}

/**
 * Asks for a configuration run of every org in which something changed, at most one a minute: however much is edited at
 * once, a run reads all of it.
 */
export async function takeIn(options: IntakeOptions): Promise<IntakeOutcome> {
  const { notices, queue, now } = options;
  const names = await namesOf(new Set(notices.map(({ genesysOrgId }) => genesysOrgId)), options);
  const requests = new Map<string, ScanRequest>();
  for (const { genesysOrgId, at } of notices) {
    const org = names.get(genesysOrgId);
    if (org === undefined) continue;
    const request = requestFor(org, at, now);
    requests.set(`${org} ${request.slot}`, request);
  }
  await queue.send([...requests.values()]);
  const unknownOrgs = [...new Set(notices.map(({ genesysOrgId }) => genesysOrgId))].filter((id) => !names.has(id));
  return { requests: [...requests.values()], unknownOrgs };
}

/**
 * The run of the minute in which the change was told. Its slot is the end of that minute, and it waits for it: a slot
 * stands for everything before it. A time that is still to come (a clock that is wrong) must not cover the schedule's
 * own slots, so it counts as now.
 */
function requestFor(org: string, at: string, now: Date): ScanRequest {
  const slotMs = Math.min(endOfMinute(Date.parse(at)), endOfMinute(now.getTime()));
  const delaySeconds = Math.max(0, Math.ceil((slotMs - now.getTime()) / 1000));
  return { org, job: 'configuration', slot: new Date(slotMs).toISOString(), delaySeconds };
}

function endOfMinute(timeMs: number): number {
  return (Math.floor(timeMs / MINUTE_MS) + 1) * MINUTE_MS;
}

const MINUTE_MS = 60_000;

/** Which org has which Genesys id is known from its runs. Looks no further than it must. */
async function namesOf(
  ids: ReadonlySet<string>,
  { orgs, store, known }: IntakeOptions,
): Promise<ReadonlyMap<string, string>> {
  const named = new Set(known.values());
  for (const { name } of orgs) {
    if ([...ids].every((id) => known.has(id))) break;
    if (named.has(name)) continue;
    const run = await store.latestRun(name);
    if (run?.genesysOrg) known.set(run.genesysOrg.id, name);
  }
  return known;
}
