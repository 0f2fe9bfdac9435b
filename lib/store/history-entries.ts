import type { Transition } from '../domain/finding.ts';
import { actorsOf, type HistoryFilter, plainName } from '../domain/history-filter.ts';
import { type Item, nameOf, type StoredItem } from './item.ts';
import { keys, type RecordPlace } from './keys.ts';
import { ITEM_VERSION } from './table.ts';

/**
 * A record stands under its client, and once more under everything else that people ask for: its org, its rule, its
 * vendor, each of its actors. All of them sort by the same place, so that any question is one range of one partition.
 * They hold the record itself and not its key: one Query answers, and no answer waits for a second read.
 */
export function historyEntries(
  place: RecordPlace,
  transition: Transition,
  record: Pick<Item | StoredItem, 'seq' | 'z' | 'expires'>,
): readonly Item[] {
  const { seq, z, expires } = record;
  const content = { ...(z && { z }), ...(expires !== undefined && { expires }) };
  const items = partitionsOf(place.org, transition).map(
    (partition): Item => ({ ...keys.entry(partition, place), v: ITEM_VERSION, type: 'entry', seq, ...content }),
  );
  return [...new Map(items.map((each) => [nameOf(each), each] as const)).values()];
}

/** What a question can be led by. */
export const LEADS = ['client', 'actor', 'vendor', 'rule', 'org'] as const;
export type LeadName = (typeof LEADS)[number];

/** A partition in which every record that a question asks for stands. */
export interface Lead {
  readonly name: LeadName;
  readonly partition: string;
  readonly from: 'table' | 'index';
  /** Of its sort keys, before the place. */
  readonly prefix: string;
}

/** Where the answer to a question can be found: one partition for each value that it names, else the org's. */
export function leadsOf(org: string, { clientId, actor, vendor, rule }: HistoryFilter): readonly Lead[] {
  const leads: readonly (Lead | undefined)[] = [
    clientId === undefined ? undefined : clientLead(org, clientId),
    actor === undefined ? undefined : entryLead('actor', keys.historyBy(org, 'ACTOR', plainName(actor))),
    vendor === undefined ? undefined : entryLead('vendor', keys.historyBy(org, 'VENDOR', plainName(vendor))),
    rule === undefined ? undefined : entryLead('rule', keys.historyBy(org, 'RULE', rule)),
  ];
  const named = leads.filter((lead) => lead !== undefined);
  return named.length > 0 ? named : [entryLead('org', keys.history(org))];
}

/** The same for a history without entries: its client's records, or all of them by the index. */
export function leadsWithoutEntries(org: string, { clientId }: HistoryFilter): readonly Lead[] {
  if (clientId !== undefined) return [clientLead(org, clientId)];
  return [{ name: 'org', partition: keys.history(org), from: 'index', prefix: '' }];
}

function partitionsOf(org: string, transition: Transition): readonly string[] {
  const { rule, vendor } = transition.finding;
  return [
    keys.history(org),
    keys.historyBy(org, 'RULE', rule),
    ...(vendor === null ? [] : [keys.historyBy(org, 'VENDOR', plainName(vendor))]),
    ...actorsOf(transition).map((actor) => keys.historyBy(org, 'ACTOR', actor)),
  ];
}

function clientLead(org: string, clientId: string): Lead {
  return { name: 'client', partition: keys.client(org, clientId), from: 'table', prefix: 'T#' };
}

function entryLead(name: LeadName, partition: string): Lead {
  return { name, partition, from: 'table', prefix: '' };
}
