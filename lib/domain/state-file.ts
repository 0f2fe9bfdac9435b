import * as z from 'zod';
import { SOURCES } from './coverage.ts';
import { FINDING_STATES, type Finding } from './finding.ts';
import type { EntityKind, EntityOf } from './org.ts';
import type { OrgState } from './org-state.ts';
import type { Head } from './run.ts';
import { SEVERITIES } from './severity.ts';
import { byText } from './text-order.ts';

/**
 * The state of an org as a file: what a check in CI is judged against where nobody has credentials. It holds no secret, for
 * the guardian never keeps one, and no names or ids of people: what the schema does not name is left out, on both ways.
 */

/** Raised whenever an older guardian could misread a file. */
const STATE_FILE_SCHEMA = 1;

const KIND = 'guardian-snapshot';

const text = z.string();
const id = z.string().min(1);
const texts = z.array(text);
const time = z.iso.datetime();

const entities: { readonly [K in EntityKind]: z.ZodType<EntityOf[K]> } = {
  client: z.object({
    id,
    name: text,
    description: text,
    grantType: text,
    scopes: texts,
    grants: z.array(z.object({ roleId: id, divisionId: id })),
    redirectUris: texts,
    tokenSeconds: z.number(),
    state: text,
    deletesAt: text.exactOptional(),
  }),
  role: z.object({
    id,
    name: text,
    permissions: texts,
    conditional: texts,
    userCount: z.number().exactOptional(),
  }),
  division: z.object({ id, name: text, isHome: z.boolean() }),
  integration: z.object({
    id,
    name: text,
    typeId: text,
    vendorName: text.exactOptional(),
    vendorClientIds: texts,
    intendedState: text,
  }),
  authorization: z.object({
    id,
    name: text,
    scopes: texts,
    roles: texts,
    state: text,
    pending: z.boolean(),
  }),
};

const hash = z.string().regex(/^[0-9a-f]{32}$/, 'expected 32 hex digits');

function heads<K extends EntityKind>(kind: K) {
  const body: z.ZodType<EntityOf[K]> = entities[kind];
  const head = z.object({
    id,
    hash,
    body: body.nullable(),
    last: z.exactOptional(body),
    since: time,
    approval: z
      .strictObject({
        body,
        by: z.enum(['baseline', 'first-sighting', 'accepted']),
        at: time,
        roles: z.record(text, hash),
        divisions: z.record(text, text).exactOptional(),
      })
      .exactOptional(),
  });
  return z.array(head).superRefine((all, context) => {
    const seen = new Set<string>();
    all.forEach((each, index) => {
      if (seen.has(each.id))
        context.addIssue({ code: 'custom', path: [index, 'id'], message: 'the same id as before' });
      seen.add(each.id);
    });
  });
}

const covered = z.object({ evidence: z.record(text, z.json()), severity: z.enum(SEVERITIES) });

const finding: z.ZodType<Finding> = z.object({
  id,
  rule: text,
  severity: z.enum(SEVERITIES),
  state: z.enum(FINDING_STATES),
  org: text,
  client: z.object({ id: text, name: text }),
  vendor: text.nullable(),
  subject: text,
  title: text,
  because: text,
  evidence: z.record(text, z.json()),
  change: z
    .strictObject({
      added: texts,
      removed: texts,
      changed: z.array(z.object({ name: text, from: text, to: text })),
    })
    .exactOptional(),
  fix: texts,
  firstSeen: time,
  lastSeen: time,
  asOf: time,
  staged: z.boolean().exactOptional(),
  toldAt: time.exactOptional(),
  acknowledgement: z.object({ owner: text, by: text, at: time, covers: covered }).exactOptional(),
  waiver: z
    .strictObject({
      reason: text,
      by: text,
      at: time,
      until: time,
      source: z.enum(['command', 'manifest']),
      covers: covered,
    })
    .exactOptional(),
});

const StateFile = z.object({
  schema: z.literal(STATE_FILE_SCHEMA),
  kind: z.literal(KIND),
  org: id,
  genesysOrg: z.object({ id: text, name: text }).exactOptional(),
  asOf: time.nullable(),
  at: time,
  sources: z.partialRecord(
    z.enum(SOURCES),
    z.object({ completeAt: time.exactOptional(), failures: z.number(), reason: text.exactOptional() }),
  ),
  ownClientId: text.exactOptional(),
  clients: heads('client'),
  roles: heads('role'),
  divisions: heads('division'),
  integrations: heads('integration'),
  authorizations: heads('authorization'),
  /** Roles as approved, where they are no longer so. */
  approvedRoles: z.array(z.object({ hash, role: entities.role })),
  findings: z.array(finding),
});

/** One thing that is wrong with a snapshot. */
export interface StateFileProblem {
  /** `clients[3].body.scopes`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A snapshot that cannot be used, with all that is wrong with it. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';
  readonly problems: readonly StateFileProblem[];

  constructor(problems: readonly StateFileProblem[]) {
    super(problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('\n'));
    this.problems = problems;
  }
}

/** A state as the document of a snapshot: sorted, so that two snapshots of an unchanged org differ in their times only. */
export function stateDocument(state: OrgState): z.output<typeof StateFile> {
  const { heads: all, roleBodies, unresolved, ...known } = state;
  const present = new Set([...all.role.values()].flatMap(({ body, hash: of }) => (body ? [of] : [])));
  return StateFile.parse({
    ...known,
    schema: STATE_FILE_SCHEMA,
    kind: KIND,
    clients: sorted(all.client.values()),
    roles: sorted(all.role.values()),
    divisions: sorted(all.division.values()),
    integrations: sorted(all.integration.values()),
    authorizations: sorted(all.authorization.values()),
    approvedRoles: [...roleBodies]
      .filter(([of]) => !present.has(of))
      .map(([of, role]) => ({ hash: of, role }))
      .sort((a, b) => byText(a.hash, b.hash)),
    findings: sorted(unresolved).map(withoutPeople),
  });
}

/**
 * The state that a snapshot holds.
 *
 * @throws StateFileError with everything that is wrong
 */
export function stateOf(document: unknown): OrgState {
  const version = z.looseObject({ schema: z.number(), kind: z.literal(KIND) }).safeParse(document);
  if (!version.success) throw new StateFileError([{ path: '', message: NO_SNAPSHOT }]);
  if (version.data.schema > STATE_FILE_SCHEMA) {
    throw new StateFileError([{ path: 'schema', message: newer(version.data.schema) }]);
  }
  const read = StateFile.safeParse(document);
  if (!read.success) {
    throw new StateFileError(
      read.error.issues.map(({ path, message }) => ({ path: pathText(path), message })).slice(0, MOST_PROBLEMS),
    );
  }
  const { clients, roles, divisions, integrations, authorizations, approvedRoles, findings, ...rest } = read.data;
  const { schema: _, kind: __, ...known } = rest;
  const role = headsById('role', roles);
  const bodies = [...role.values()].flatMap(({ hash: of, body }) => (body ? [[of, body] as const] : []));
  return {
    ...known,
    heads: {
      client: headsById('client', clients),
      role,
      division: headsById('division', divisions),
      integration: headsById('integration', integrations),
      authorization: headsById('authorization', authorizations),
    },
    roleBodies: new Map([...approvedRoles.map((each) => [each.hash, each.role] as const), ...bodies]),
    unresolved: findings,
  };
}

const MOST_PROBLEMS = 100;
const NO_SNAPSHOT = "this is no snapshot of an org: make one with 'guardian manifest snapshot --out FILE'";

function newer(schema: number): string {
  return `it was made by a newer guardian (schema ${schema}); this one reads up to ${STATE_FILE_SCHEMA}: bring it up to date`;
}

type WrittenHead<K extends EntityKind> = Omit<Head<K>, 'kind'>;

/** Whether somebody decided, and about what; who did, and in which words, is of no use to a judgement. */
function withoutPeople({ actor: _, acknowledgement, waiver, ...rest }: Finding): Finding {
  return {
    ...rest,
    ...(acknowledgement && {
      acknowledgement: { owner: '-', by: '-', at: acknowledgement.at, covers: acknowledgement.covers },
    }),
    ...(waiver && {
      waiver: {
        reason: '-',
        by: '-',
        at: waiver.at,
        until: waiver.until,
        source: waiver.source,
        covers: waiver.covers,
      },
    }),
  };
}

function headsById<K extends EntityKind>(kind: K, all: readonly WrittenHead<K>[]): ReadonlyMap<string, Head<K>> {
  return new Map(all.map((head) => [head.id, { kind, ...head }] as const));
}

function sorted<T extends { readonly id: string }>(all: Iterable<T>): T[] {
  return [...all].sort((a, b) => byText(a.id, b.id));
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((words, step) => {
    if (typeof step === 'number') return `${words}[${step}]`;
    return words === '' ? String(step) : `${words}.${String(step)}`;
  }, '');
}
