import type { ReportFacts } from '../../../domain/report.ts';
import type { Residue, ResidueItem } from '../../../domain/residue.ts';
import type { RunRecord } from '../../../domain/run.ts';
import type { Store } from '../../../ports.ts';
import type { Catalogue } from '../../../privilege/catalogue/catalogue.ts';
import { platformCatalogue } from '../../../privilege/catalogue/platform-catalogue.ts';
import { NOTHING_KNOWN } from '../../residue/residue.ts';
import { groundOf } from '../client-evidence.ts';
import { ofOneState } from '../one-state.ts';
import { mixedSentence, overviewOf } from '../overview.ts';
import { readOnce } from '../read-once.ts';
import { overviewAbout, quotaAbout } from './about-client.ts';
import { clientsOf, shownHeads } from './clients.ts';
import { eventsOf, findingsOf, type LastReport, sinceLastOf } from './events.ts';
import { type Gathered, gather, type ReportQuery } from './gathered.ts';
import { quotaFacts } from './quota.ts';
import { shortAdvice } from './short-advice.ts';

export interface ReportOptions extends ReportQuery {
  /** What operations need. Default: the catalogue that comes with the guardian. */
  readonly catalogue?: Catalogue;
  /** The report before this one: `lastReport`. */
  readonly last?: LastReport | undefined;
}

/**
 * Everything that a report shows, of one committed run: where another one is committed meanwhile, all is gathered anew.
 *
 * @throws StoreError for what the database does
 */
export async function reportFacts(options: ReportOptions): Promise<ReportFacts> {
  const { store, org } = options;
  const { value, mixedWith } = await ofOneState({ store, org: org.name }, (run) =>
    run ? factsOf(options, run, readOnce(store, run)) : nothingKnown(options),
  );
  if (!mixedWith) return value;
  const unseen = [...value.overview.unseen, mixedSentence(mixedWith)];
  return { ...value, overview: { ...value.overview, unseen } };
}

async function factsOf(options: ReportOptions, run: RunRecord, store: Store): Promise<ReportFacts> {
  const { org, config, rules, since, now, clientId, last, catalogue = platformCatalogue() } = options;
  const recordsFrom = last && last.runAt < since ? last.runAt : since;
  const gathered = await gather(options, { store, run, recordsFrom });
  const { heads, unresolved, usageDays } = gathered;
  const overview = overviewOf({
    org,
    config,
    rules,
    run,
    unresolved,
    usageDays,
    now,
    heads: [...heads.client.values()],
  });
  const quota = quotaFacts({ org, config, usage: overview.usage, usageDays, since, now });
  const advice = await adviceOf(options, gathered, { store, catalogue });
  const records = gathered.records.filter(({ at }) => at >= since);
  const shown = records.slice(0, MOST_EVENTS);
  const only = clientId === undefined ? undefined : gathered.heads.client.get(clientId);
  const onlyClient = only?.body ?? only?.last;
  const findings = findingsOf(gathered, shown, { rules, clientId });
  return {
    overview: clientId === undefined ? overview : overviewAbout(overview, clientId, findings),
    since,
    until: now.toISOString(),
    ...(onlyClient && { only: { id: onlyClient.id, name: onlyClient.name } }),
    findings,
    events: eventsOf(shown),
    eventsCut: gathered.isCut || records.length > shown.length,
    clients: clientsOf({ query: options, gathered, catalogue, usage: overview.usage, days: quota.days, advice }),
    quota: clientId === undefined ? quota : quotaAbout(quota, clientId),
    residue: residueOf(gathered.residue, clientId),
    sinceLast: last ? sinceLastOf(last, gathered, clientId) : null,
  };
}

async function adviceOf(
  options: ReportOptions,
  gathered: Gathered,
  { store, catalogue }: { readonly store: Store; readonly catalogue: Catalogue },
) {
  const { org, config, now } = options;
  const { run, heads, callProfiles } = gathered;
  const source = { store, org, config, now };
  const ground = await groundOf(source, { run, clients: heads.client, roles: heads.role, divisions: heads.division });
  const clientIds = shownHeads(gathered, options).map(({ id }) => id);
  return shortAdvice(source, ground, { profiles: callProfiles, catalogue, clientIds });
}

function residueOf({ items, unknown }: Residue, clientId: string | undefined): Residue {
  return { items: clientId === undefined ? items : items.filter(isAbout(clientId)), unknown };
}

/** A role that is left over is about the clients that held it, as `guardian residue --client` has it. */
function isAbout(clientId: string) {
  return ({ subject, clients = [] }: ResidueItem) => subject.id === clientId || clients.includes(clientId);
}

async function nothingKnown(options: ReportOptions): Promise<ReportFacts> {
  const { org, config, rules, since, now } = options;
  const overview = overviewOf({ org, config, rules, run: undefined, heads: [], unresolved: [], usageDays: [], now });
  return {
    overview,
    since,
    until: now.toISOString(),
    findings: [],
    events: [],
    eventsCut: false,
    clients: [],
    quota: quotaFacts({ org, config, usage: overview.usage, usageDays: [], since, now }),
    residue: NOTHING_KNOWN,
    sinceLast: null,
  };
}

/** More than anybody reads on a page; the rest is in `guardian history`. */
const MOST_EVENTS = 2_000;
