import type { z } from 'zod';
import { openDigest as digestOf, type Finding } from '../domain/finding.ts';
import type { EntityKind } from '../domain/org.ts';
import type {
  FindingsById,
  Head,
  HistoryRecord,
  PastRevision,
  RoleBodies,
  RunPayload,
  RunRecord,
} from '../domain/run.ts';
import { severityRank } from '../domain/severity.ts';
import type { CallProfile } from '../domain/usage/call-profile.ts';
import type { EndpointRow, UsageDay } from '../domain/usage/day.ts';
import type {
  CommitOutcome,
  DeliveryMark,
  HistoryLayout,
  HistoryQuery,
  Migration,
  MigrationOptions,
  Page,
  Store,
  StoreConsumption,
  TimeRange,
} from '../ports.ts';
import { profilesIn } from './call-profile.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database, Selection } from './database.ts';
import { readDocuments } from './document.ts';
import { headsIn } from './head.ts';
import { readHistory } from './history.ts';
import { item, nameOf, type StoredItem, unpack, unpackBytes } from './item.ts';
import { bucketRange, dayRange, type Key, keys, runsAfter, timeRange } from './keys.ts';
import { Ledger } from './ledger.ts';
import { migrateHistory } from './migration.ts';
import { readPayload } from './payload.ts';
import { pageSize, timesOf } from './query.ts';
import type { Retention } from './retention.ts';
import {
  deliveryMarkSchema,
  endpointRowsSchema,
  entitySchemas,
  findingSchema,
  pastRevisionSchema,
  runSchema,
  usageDaySchema,
} from './schemas.ts';
import { bucketOf, HISTORY_LAYOUT } from './table.ts';

/** {@link Store} on one DynamoDB table. Each answer is one Query, or one BatchGet for each hundred of things named. */
export class DynamoStore implements Store {
  readonly #database: Database;
  readonly #ledger: Ledger;
  readonly #release: () => Promise<void>;

  constructor(options: {
    readonly database: Database;
    readonly retention?: Retention | undefined;
    readonly release?: () => Promise<void>;
  }) {
    this.#database = options.database;
    this.#ledger = new Ledger(options.database, options.retention ?? {});
    this.#release = options.release ?? (async () => undefined);
  }

  async latestRun(org: string): Promise<RunRecord | undefined> {
    return this.#ledger.settle(org);
  }

  async commit(run: RunRecord, payload: RunPayload): Promise<CommitOutcome> {
    return this.#ledger.commit(run, payload);
  }

  async heads<K extends EntityKind>(org: string, kind: K): Promise<readonly Head<K>[]> {
    const read = () =>
      readDocuments(this.#database, { partition: keys.heads(org, kind) }, `reading ${kind}s of ${org}`);
    return headsIn(kind, await this.#ledger.consistently(org, read));
  }

  async roleBodies(
    org: string,
    references: readonly { readonly roleId: string; readonly hash: string }[],
  ): Promise<RoleBodies> {
    const hashes = new Map(
      references.map(({ roleId, hash }) => [nameOf(keys.roleBody(org, roleId, hash)), hash] as const),
    );
    const wanted = references.map(({ roleId, hash }) => keys.roleBody(org, roleId, hash));
    const read = () => this.#database.getMany(distinct(wanted), `reading roles of ${org}`);
    const items = await this.#ledger.consistently(org, read);
    return new Map(
      items.map((stored) => [hashes.get(nameOf(stored)) ?? '', unpack(stored, entitySchemas.role)] as const),
    );
  }

  async unresolvedFindings(org: string, openDigest?: string): Promise<readonly Finding[]> {
    const doing = `reading open findings of ${org}`;
    return this.#ledger.consistently(org, async () => {
      if (openDigest !== undefined) {
        const selection: Selection = { partition: keys.openFindings(org), from: 'index' };
        const indexed = findingsIn(await this.#database.selectAll(selection, doing));
        if (digestOf(indexed) === openDigest) return indexed;
      }
      const selection = { partition: keys.findings(org), exceptState: 'resolved' };
      return [...findingsIn(await this.#database.selectAll(selection, doing))].sort(bySeverity);
    });
  }

  async findingsById(org: string, ids: readonly string[]): Promise<FindingsById> {
    const wanted = distinct(ids.map((id) => keys.finding(org, id)));
    const read = () => this.#database.getMany(wanted, `reading findings of ${org}`);
    const findings = findingsIn(await this.#ledger.consistently(org, read));
    return new Map(findings.map((finding) => [finding.id, finding] as const));
  }

  async usageDays(org: string, from: string, to: string, clientId?: string): Promise<readonly UsageDay[]> {
    const selection = { partition: keys.usage(org), range: dayRange('', from, to) };
    const read = () => readDocuments(this.#database, selection, `reading usage of ${org}`);
    const documents = await this.#ledger.consistently(org, read);
    const days = documents.map(({ bytes, key }) => unpackBytes(bytes, usageDaySchema, nameOf(key)));
    return clientId === undefined ? days : days.map((day) => ofClient(day, clientId));
  }

  async endpointDays(org: string, from: string, to: string, clientId?: string): Promise<readonly EndpointRow[]> {
    const selection: Selection =
      clientId === undefined
        ? { partition: keys.endpoints(org), from: 'index', range: dayRange('', from, to) }
        : { partition: keys.client(org, clientId), range: dayRange('U#', from, to) };
    const read = () => this.#database.selectAll(selection, `reading calls by operation of ${org}`);
    const items = await this.#ledger.consistently(org, read);
    return items.flatMap((stored) => unpack(stored, endpointRowsSchema));
  }

  async callProfiles(org: string, clientId?: string): Promise<readonly CallProfile[]> {
    const range = clientId === undefined ? {} : { range: bucketRange(bucketOf(clientId)) };
    const selection = { partition: keys.calls(org), ...range };
    const read = () => readDocuments(this.#database, selection, `reading what clients of ${org} call`);
    const profiles = profilesIn(await this.#ledger.consistently(org, read));
    return clientId === undefined ? profiles : profiles.filter((profile) => profile.clientId === clientId);
  }

  async payload(run: RunRecord): Promise<RunPayload> {
    return readPayload(this.#database, run);
  }

  async resolvedFindings(org: string): Promise<readonly Finding[]> {
    const selection = { partition: keys.findings(org), onlyState: 'resolved' };
    const read = () => this.#database.selectAll(selection, `reading resolved findings of ${org}`);
    const findings = findingsIn(await this.#ledger.consistently(org, read));
    return [...findings].sort((a, b) => Date.parse(b.lastSeen) - Date.parse(a.lastSeen) || (a.id < b.id ? -1 : 1));
  }

  async history(org: string, query: HistoryQuery): Promise<Page<HistoryRecord>> {
    return readHistory({ database: this.#database, ledger: this.#ledger }, org, query);
  }

  async historyLayout(org: string): Promise<HistoryLayout> {
    return { version: await this.#ledger.layout(org), newest: HISTORY_LAYOUT };
  }

  async migrateHistory(org: string, options: MigrationOptions = {}): Promise<Migration> {
    return migrateHistory({ database: this.#database, ledger: this.#ledger }, org, options);
  }

  async revisions<K extends EntityKind>(
    org: string,
    kind: K,
    id: string,
    query: TimeRange & { readonly limit?: number },
  ): Promise<readonly PastRevision<K>[]> {
    const limit = query.limit === undefined ? undefined : pageSize(query.limit);
    const range = timeRange('R#', timesOf(query));
    const selection = { partition: keys.entity(org, kind, id), range, newestFirst: true };
    const read = () => this.#database.selectAll(selection, `reading the past of ${kind} ${id}`, limit);
    const items = await this.#ledger.consistently(org, read);
    const schema = pastRevisionSchema(kind);
    return items.map((stored) => unpack(stored, schema));
  }

  /** Without a range: strongly consistent. With one: by the index, to which the newest run may not have come yet. */
  async runs(
    org: string,
    query: TimeRange & { readonly limit?: number; readonly cursor?: string },
  ): Promise<Page<RunRecord>> {
    const times = timesOf(query);
    const isAll = times.from === undefined && times.to === undefined;
    const partition = keys.runs(org);
    const selection: Selection = isAll ? { partition } : { partition, from: 'index', range: timeRange('', times) };
    return this.#page(org, selection, query, runSchema);
  }

  async runsAfter(org: string, seq: number, limit: number): Promise<readonly RunRecord[]> {
    const selection = { partition: keys.runs(org), range: runsAfter(seq) };
    const read = () => this.#database.selectAll(selection, `reading runs of ${org}`, pageSize(limit));
    const items = await this.#ledger.consistently(org, read);
    return items.map((stored) => unpack(stored, runSchema));
  }

  async deliveryMark(org: string, channel: string): Promise<DeliveryMark> {
    const stored = await this.#database.get(keys.delivered(org, channel), `reading what ${channel} has delivered`);
    return stored ? unpack(stored, deliveryMarkSchema) : { seq: 0, sent: [] };
  }

  /** A mark never goes back: a notifier that was slow does not make the next one send again. */
  async saveDeliveryMark(org: string, channel: string, mark: DeliveryMark): Promise<void> {
    const marked = item(keys.delivered(org, channel), 'delivered', mark.seq, mark);
    await this.#database.advance(marked, `noting what ${channel} has delivered`, { again: true });
  }

  get consumption(): StoreConsumption {
    const { requests, readUnits, writeUnits, itemsRead, itemsWritten } = this.#database.consumption;
    return { requests, readUnits, writeUnits, itemsRead, itemsWritten };
  }

  async close(): Promise<void> {
    this.#database.close();
    await this.#release();
  }

  async #page<T>(
    org: string,
    selection: Selection,
    query: { readonly limit?: number; readonly cursor?: string },
    schema: z.ZodType<T>,
  ): Promise<Page<T>> {
    const limit = pageSize(query.limit);
    const after = query.cursor === undefined ? {} : { after: decodeCursor(query.cursor, selection) };
    const read = () =>
      this.#database.select({ ...selection, newestFirst: true, limit, ...after }, `reading the past of ${org}`);
    const page = await this.#ledger.consistently(org, read);
    const items = page.items.map((stored) => unpack(stored, schema));
    return page.next ? { items, next: encodeCursor(page.next) } : { items };
  }
}

function findingsIn(items: readonly StoredItem[]): readonly Finding[] {
  return items.map((stored) => unpack(stored, findingSchema));
}

/** The order of the index. */
function bySeverity(a: Finding, b: Finding): number {
  return severityRank(a.severity) - severityRank(b.severity) || (a.id < b.id ? -1 : 1);
}

/** The day with nobody else in it: its ticks are still the org's. */
function ofClient(day: UsageDay, clientId: string): UsageDay {
  const client = day.clients.get(clientId);
  return { ...day, clients: new Map(client ? [[clientId, client]] : []) };
}

function distinct(wanted: readonly Key[]): readonly Key[] {
  return [...new Map(wanted.map((key) => [nameOf(key), key] as const)).values()];
}
