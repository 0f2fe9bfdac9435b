import * as z from 'zod';
import { SOURCES, type SourceCoverage } from '../domain/coverage.ts';
import {
  type AccessChange,
  type Actor,
  type Before,
  CAUSES,
  type Cause,
  FINDING_STATES,
  type Finding,
  type Json,
  type Transition,
} from '../domain/finding.ts';
import { ENTITY_KINDS, type EntityKind, type EntityOf } from '../domain/org.ts';
import {
  ACTS,
  type ApprovalChange,
  type HistoryRecord,
  JOBS,
  type PastRevision,
  type Revision,
  type RunPayload,
  type RunRecord,
} from '../domain/run.ts';
import { SEVERITIES } from '../domain/severity.ts';
import type { Acknowledgement, Covered, Waiver } from '../domain/triage.ts';
import type { ClientDay, EndpointRow, UsageDay, UsageRow, UsageSample } from '../domain/usage/day.ts';
import type { DeliveryMark } from '../ports.ts';

/**
 * What may come out of an item. Loose on purpose: a member that a later version adds is kept, not dropped, when an item
 * is read, folded and written again.
 */

const text = z.string();
const texts = z.array(z.string());
const count = z.number();

const provenance = z.looseObject({
  createdAt: text.exactOptional(),
  createdBy: text.exactOptional(),
  modifiedAt: text.exactOptional(),
  modifiedBy: text.exactOptional(),
});

/** The body of each kind of entity. */
export const entitySchemas: { readonly [K in EntityKind]: z.ZodType<EntityOf[K]> } = {
  client: z.looseObject({
    id: text,
    name: text,
    description: text,
    grantType: text,
    scopes: texts,
    grants: z.array(z.looseObject({ roleId: text, divisionId: text })),
    redirectUris: texts,
    tokenSeconds: count,
    state: text,
    deletesAt: text.exactOptional(),
    provenance: provenance.exactOptional(),
  }),
  role: z.looseObject({
    id: text,
    name: text,
    permissions: texts,
    conditional: texts,
    userCount: count.exactOptional(),
  }),
  division: z.looseObject({ id: text, name: text, isHome: z.boolean() }),
  integration: z.looseObject({
    id: text,
    name: text,
    typeId: text,
    vendorName: text.exactOptional(),
    supportContact: text.exactOptional(),
    vendorClientIds: texts,
    intendedState: text,
  }),
  authorization: z.looseObject({
    id: text,
    name: text,
    scopes: texts,
    roles: texts,
    state: text,
    pending: z.boolean(),
    provenance: provenance.exactOptional(),
  }),
};

const change: z.ZodType<AccessChange> = z.looseObject({
  added: texts,
  removed: texts,
  changed: z.array(z.looseObject({ name: text, from: text, to: text })),
});

const actor: z.ZodType<Actor> = z.looseObject({
  id: text,
  name: text.exactOptional(),
  kind: z.enum(['user', 'client', 'unknown']),
  at: text.exactOptional(),
  source: z.enum(['audit', 'modifiedBy']),
});

const json: z.ZodType<Json> = z.json();

const covered: z.ZodType<Covered> = z.looseObject({
  evidence: z.record(text, json),
  severity: z.enum(SEVERITIES),
});

const acknowledgement: z.ZodType<Acknowledgement> = z.looseObject({
  owner: text,
  note: text.exactOptional(),
  by: text,
  at: text,
  covers: covered,
});

const waiver: z.ZodType<Waiver> = z.looseObject({
  reason: text,
  by: text,
  at: text,
  until: text,
  source: z.enum(['command', 'manifest']),
  covers: covered,
});

export const findingSchema: z.ZodType<Finding> = z.looseObject({
  id: text,
  rule: text,
  severity: z.enum(SEVERITIES),
  state: z.enum(FINDING_STATES),
  org: text,
  client: z.looseObject({ id: text, name: text }),
  vendor: text.nullable(),
  subject: text,
  title: text,
  because: text,
  evidence: z.record(text, json),
  change: change.exactOptional(),
  fix: texts,
  actor: actor.exactOptional(),
  firstSeen: text,
  lastSeen: text,
  asOf: text,
  staged: z.boolean().exactOptional(),
  toldAt: text.exactOptional(),
  acknowledgement: acknowledgement.exactOptional(),
  waiver: waiver.exactOptional(),
});

const cause: z.ZodType<Cause> = z.looseObject({
  kind: z.enum(CAUSES),
  by: text,
  note: text.exactOptional(),
  was: z.enum(SEVERITIES).exactOptional(),
});

const before: z.ZodType<Before> = z.looseObject({
  evidence: z.record(text, json),
  severity: z.enum(SEVERITIES),
  acknowledgement: acknowledgement.exactOptional(),
  waiver: waiver.exactOptional(),
});

const transitionMembers = {
  from: z.enum(FINDING_STATES).nullable(),
  to: z.enum(FINDING_STATES),
  finding: findingSchema,
  change: change.exactOptional(),
  shrank: z.literal(true).exactOptional(),
  cause: cause.exactOptional(),
  before: before.exactOptional(),
};

const transition: z.ZodType<Transition> = z.looseObject(transitionMembers);

const coverage: z.ZodType<SourceCoverage> = z.looseObject({
  status: z.enum(['complete', 'incomplete', 'skipped', 'failed']),
  count,
  asOf: text,
  reason: text.exactOptional(),
});

const byJob = z.partialRecord(z.enum(JOBS), text.exactOptional());

export const runSchema: z.ZodType<RunRecord> = z.looseObject({
  seq: count,
  at: text,
  genesysOrg: z.looseObject({ id: text, name: text }).exactOptional(),
  roots: z.partialRecord(z.enum([...ENTITY_KINDS, 'usage']), text.exactOptional()),
  slots: byJob,
  sources: z.partialRecord(
    z.enum(SOURCES),
    z.looseObject({ completeAt: text.exactOptional(), failures: count, reason: text.exactOptional() }).exactOptional(),
  ),
  judged: byJob,
  open: z.record(z.enum(SEVERITIES), count),
  openDigest: text,
  baselineAt: text.exactOptional(),
  usageAsOf: text.exactOptional(),
  endpointsFrom: text.exactOptional(),
  endpointsThrough: text.exactOptional(),
  ownClientId: text.exactOptional(),
  wakeAt: text.exactOptional(),
  lastScan: z.looseObject({ at: text, startedAt: text }).exactOptional(),
  id: text,
  org: text,
  job: z.enum([...JOBS, 'act']),
  act: z.looseObject({ kind: z.enum(ACTS), by: text, note: text.exactOptional() }).exactOptional(),
  slot: text.exactOptional(),
  attempt: text,
  startedAt: text,
  finishedAt: text,
  apiCalls: count,
  coverage: z.record(z.enum(SOURCES), coverage),
  isBaseline: z.boolean(),
  counts: z.looseObject({
    revisions: count,
    transitions: count,
    usageRows: count,
    reminders: count.exactOptional(),
  }),
  chunks: count,
  warnings: texts,
});

/** A transition with the run that brought it. */
export const historyRecordSchema: z.ZodType<HistoryRecord> = z.looseObject({
  ...transitionMembers,
  at: text,
  run: text,
  seq: count,
});

/** A revision of one kind with the run that brought it, as its own item holds it. */
export function pastRevisionSchema<K extends EntityKind>(kind: K): z.ZodType<PastRevision<K>> {
  return z.looseObject({ ...revisionMembers(kind), at: text, run: text, seq: count });
}

function revisionMembers<K extends EntityKind>(kind: K) {
  const body: z.ZodType<EntityOf[K]> = entitySchemas[kind];
  return {
    kind: z.literal(kind),
    id: text,
    hash: text,
    body: body.nullable(),
    last: z.exactOptional(body),
    actor: actor.exactOptional(),
    change: change.exactOptional(),
  };
}

const anyRevision: z.ZodType<Revision> = z.union(ENTITY_KINDS.map((kind) => z.looseObject(revisionMembers(kind))));

const approvalMembers = {
  id: text,
  by: z.enum(['baseline', 'first-sighting', 'accepted']),
  roles: z.record(text, text),
  divisions: z.record(text, text).exactOptional(),
  author: text.exactOptional(),
  note: text.exactOptional(),
};

const approval: z.ZodType<ApprovalChange> = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('client'), body: entitySchemas.client, ...approvalMembers }),
  z.looseObject({ kind: z.literal('authorization'), body: entitySchemas.authorization, ...approvalMembers }),
]);

const usageCounts = {
  requests: count,
  status200: count,
  status300: count,
  status400: count,
  status500: count,
  status429: count,
};

const usageRowMembers = { date: text, clientId: text, clientName: text, ...usageCounts };
const usageRow: z.ZodType<UsageRow> = z.looseObject(usageRowMembers);
const sample: z.ZodType<UsageSample> = z.looseObject({ date: text, at: text, rows: z.array(usageRow) });

export const endpointRowsSchema: z.ZodType<EndpointRow[]> = z.array(
  z.looseObject({ ...usageRowMembers, method: text, template: text }),
);

const clientDay: z.ZodType<ClientDay> = z.looseObject({
  clientId: text,
  clientName: text,
  counts: z.looseObject(usageCounts),
  before: count.exactOptional(),
});

/** A usage day; its map is stored as a list. */
export const usageDaySchema: z.ZodType<UsageDay> = z
  .looseObject({
    date: text,
    clients: z.array(clientDay),
    firstTick: text,
    previousTick: text.exactOptional(),
    lastTick: text,
  })
  .transform((day) => ({ ...day, clients: new Map(day.clients.map((client) => [client.clientId, client] as const)) }));

/** What {@link usageDaySchema} reads back. */
export function usageDayForm(day: UsageDay): object {
  return { ...day, clients: [...day.clients.values()] };
}

export const payloadSchema: z.ZodType<RunPayload> = z.looseObject({
  revisions: z.array(anyRevision),
  approvals: z.array(approval),
  transitions: z.array(transition),
  usage: z.array(sample),
  endpoints: endpointRowsSchema,
  reminders: z.array(findingSchema).exactOptional(),
});

export const deliveryMarkSchema: z.ZodType<DeliveryMark> = z.looseObject({
  seq: count,
  sent: texts,
  texts: z.looseObject({ sentAt: texts, heldBack: count }).exactOptional(),
  toldUpTo: text.exactOptional(),
});
