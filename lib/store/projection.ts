import type { Finding } from '../domain/finding.ts';
import type { RunPayload, RunRecord } from '../domain/run.ts';
import { severityRank } from '../domain/severity.ts';
import type { EndpointRow, UsageDay, UsageSample } from '../domain/usage/day.ts';
import { foldSample } from '../domain/usage/meter.ts';
import { callFolds } from './call-profile.ts';
import type { Fold } from './document.ts';
import { StoreError } from './error.ts';
import { headFolds } from './head.ts';
import { historyEntries } from './history-entries.ts';
import { type Item, item, MAX_CONTENT_BYTES, nameOf, unpackBytes } from './item.ts';
import { keys } from './keys.ts';
import type { Expiry } from './retention.ts';
import { usageDayForm, usageDaySchema } from './schemas.ts';

/** Everything that one committed run means for the rest of the table. A function of the run alone. */
export interface Projection {
  /** Never changed once written: the same whoever writes them, and whenever. */
  readonly immutable: readonly Item[];
  /** Present states, each replaced by newer runs only. */
  readonly present: readonly Item[];
  readonly folds: readonly Fold[];
}

/** Throws a {@link StoreError} of kind `too-large`, before anything is written, if one thing does not fit into an item. */
export function projectionOf(run: RunRecord, payload: RunPayload, expiry: Expiry): Projection {
  const immutable = [
    ...payload.revisions.flatMap((revision) => revisionItems(run, revision, expiry)),
    ...payload.transitions.flatMap((transition, n) => recordItems(run, transition, n, expiry)),
  ];
  const present = [
    ...(payload.reminders ?? []).map((finding) => findingItem(run, finding, expiry)),
    ...payload.transitions.map(({ finding }) => findingItem(run, finding, expiry)),
    ...endpointItems(run, payload.endpoints, expiry),
  ];
  for (const each of [...immutable, ...present]) assertFits(each);
  return {
    immutable: lastOfEachKey(immutable),
    present: lastOfEachKey(present),
    folds: [
      ...headFolds(run, payload),
      ...usageFolds(run, payload.usage, expiry),
      ...callFolds(run, payload.endpoints, expiry),
    ],
  };
}

function revisionItems(run: RunRecord, revision: RunPayload['revisions'][number], expiry: Expiry): readonly Item[] {
  const { org, at, seq } = run;
  const { kind, id, hash, body } = revision;
  const past = { ...revision, at, seq, run: run.id };
  const items = [item(keys.revision(org, kind, id, at, seq), 'revision', seq, past, expiry.record)];
  if (kind === 'role' && body !== null) items.push(item(keys.roleBody(org, id, hash), 'body', seq, body));
  return items;
}

function recordItems(
  run: RunRecord,
  transition: RunPayload['transitions'][number],
  n: number,
  expiry: Expiry,
): readonly Item[] {
  const { org, at, seq } = run;
  const place = { org, clientId: transition.finding.client.id, at, seq, n };
  const record = item(keys.record(place), 'record', seq, { ...transition, at, seq, run: run.id }, expiry.record);
  return [record, ...historyEntries(place, transition, record)];
}

function findingItem(run: RunRecord, finding: Finding, expiry: Expiry): Item {
  const { id, severity, state } = finding;
  const isResolved = state === 'resolved';
  const open = isResolved ? {} : keys.openFinding(run.org, severityRank(severity), id);
  const key = { ...keys.finding(run.org, id), ...open };
  return item(key, 'finding', run.seq, finding, { state, ...(isResolved && expiry.record) });
}

function endpointItems(run: RunRecord, rows: readonly EndpointRow[], expiry: Expiry): readonly Item[] {
  const byDay = new Map<string, EndpointRow[]>();
  for (const row of rows) {
    const day = `${row.date} ${row.clientId}`;
    byDay.set(day, [...(byDay.get(day) ?? []), row]);
  }
  return [...byDay.values()].flatMap((all) =>
    all
      .slice(0, 1)
      .map(({ date, clientId }) =>
        item(keys.endpointDay(run.org, date, clientId), 'endpoints', run.seq, all, expiry.usage),
      ),
  );
}

/** One fold for each day, of all its samples in the order in which they were read. */
function usageFolds(run: RunRecord, samples: readonly UsageSample[], expiry: Expiry): readonly Fold[] {
  const days = [...new Set(samples.map(({ date }) => date))];
  return days.map((date) => {
    const ofDay = samples.filter((sample) => sample.date === date);
    const key = { pk: keys.usage(run.org), sk: date };
    // A sample that cannot be folded must be refused now: once it is committed, it would stop every later run.
    ofDay.reduce(folded, undefined);
    return {
      key,
      seq: run.seq,
      ...expiry.usage,
      fold: (stored) => {
        const before = stored && unpackBytes(stored.bytes, usageDaySchema, nameOf(key));
        const after = ofDay.reduce(folded, before);
        return after === undefined || after === before ? undefined : usageDayForm(after);
      },
    };
  });
}

function folded(day: UsageDay | undefined, sample: UsageSample): UsageDay | undefined {
  return foldSample(day, sample);
}

/** A run may speak of one thing twice; its last word counts. */
function lastOfEachKey(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((each) => [nameOf(each), each] as const)).values()];
}

function assertFits({ pk, sk, type, z: bytes }: Item): void {
  if (bytes === undefined || bytes.length <= MAX_CONTENT_BYTES) return;
  throw new StoreError({
    kind: 'too-large',
    what: `The ${type} ${pk} / ${sk} takes ${bytes.length} bytes, more than the ${MAX_CONTENT_BYTES} that an item holds; nothing was written`,
    fix: 'Report it with this message: no client, role or finding should be that large',
  });
}
