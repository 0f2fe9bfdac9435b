import { justAfter } from '../../domain/day.ts';
import type { EntityOf } from '../../domain/org.ts';
import type { ApprovalChange, Head, RunRecord } from '../../domain/run.ts';
import { entityHash } from '../../domain/snapshot.ts';
import { allPages } from '../every-page.ts';
import { stateOf } from '../queries/org-at.ts';
import { askInTurn } from './in-turn.ts';
import type { Approval, PastChange, PastStart } from './past.ts';
import type { PastRange, PastStates } from './past-states.ts';

/** What was approved at the beginning of a range, and what was accepted within it. */
export interface PastApprovals {
  readonly start: PastStart['approvals'];
  readonly changes: readonly Extract<PastChange, { what: 'approval' }>[];
  readonly assumptions: readonly string[];
}

interface ApprovalSource extends PastRange {
  readonly states: PastStates;
  /** Acceptances of the range whose records are kept. */
  readonly acceptances: readonly RunRecord[];
  readonly baselineAt: string | undefined;
}

type Acceptance = Extract<PastChange, { what: 'approval' }>;

/**
 * Approvals as they were. A head tells the last one. Earlier ones are in the payloads of runs that are kept; beyond
 * those, the history still says when something was accepted, and what was accepted is the state of that time. What was
 * never accepted before is approved as it was first seen. First sightings within the range are not told here: the scan's
 * own judgement finds them again.
 */
export async function pastApprovals(source: ApprovalSource): Promise<PastApprovals> {
  const { present, start } = source.states;
  const accepted = await acceptances(source);
  const inRange = accepted.known.filter(({ at }) => at > source.since);
  const clientsAtStart = new Set(start.client.map(({ id }) => id));
  const client = await askInTurn(present.client, async (head) => {
    if (head.approval && head.approval.at <= source.since) return entry(head.id, head.approval);
    if (!clientsAtStart.has(head.id)) return undefined;
    const before = accepted.known.filter(({ at, approval }) => at <= source.since && approval.id === head.id).at(-1);
    if (before?.approval.kind === 'client') return entry(head.id, { ...before.approval, at: before.at });
    return entry(head.id, await firstSighting(source, head));
  });
  const authorization = await askInTurn(present.authorization, async (head) => {
    if (head.approval && head.approval.at <= source.since) return entry(head.id, head.approval);
    return entry(head.id, await firstApp(source, head));
  });
  return {
    start: {
      client: new Map(client.flatMap((one) => (one ? [one] : []))),
      authorization: new Map(authorization.flatMap((one) => (one ? [one] : []))),
    },
    changes: inRange,
    assumptions:
      accepted.rebuilt === 0
        ? []
        : [
            `${accepted.rebuilt} acceptances are older than the run records that are kept: what they approved is taken to be the state of that time.`,
          ],
  };
}

/** All acceptances up to the end of the range that can matter, oldest first. */
async function acceptances(source: ApprovalSource): Promise<{ known: readonly Acceptance[]; rebuilt: number }> {
  const { store, since, until, states } = source;
  const payloads = await askInTurn(source.acceptances, async (run) => ({
    run,
    approvals: (await store.payload(run)).approvals,
  }));
  const known: Acceptance[] = payloads.flatMap(({ run, approvals }) =>
    approvals.map((approval) => ({ at: run.at, what: 'approval' as const, approval })),
  );
  const heads = [...states.present.client, ...states.present.authorization];
  known.push(...heads.flatMap((head) => lastAcceptance(head, known, source)));
  // Whoever accepted once may have accepted before: of a client whose approval is older than the range it does not matter.
  const suspects = states.present.client.filter(({ approval }) => approval?.by === 'accepted' && approval.at > since);
  const rebuilt = (
    await askInTurn(suspects, async (head) => {
      const times = await acceptedAt(source, head.id);
      const open = times.filter(
        (at) => at <= until && !known.some((one) => one.at === at && one.approval.id === head.id),
      );
      return Promise.all(open.map((at) => rebuiltApproval(source, head, { at, by: 'accepted' })));
    })
  ).flat();
  const found = rebuilt.flatMap((one) => (one ? [one] : []));
  return { known: [...known, ...found].sort((a, b) => (a.at < b.at ? -1 : 1)), rebuilt: found.length };
}

/** The approval that a head tells, where it is an acceptance of the range whose run is no longer kept. */
function lastAcceptance(
  head: Head<'client'> | Head<'authorization'>,
  known: readonly Acceptance[],
  { since, until }: ApprovalSource,
): Acceptance[] {
  const { id, approval } = head;
  if (approval?.by !== 'accepted' || approval.at <= since || approval.at > until) return [];
  if (known.some(({ at, approval: one }) => at === approval.at && one.id === id)) return [];
  const change = changeOf(head);
  return change ? [{ at: approval.at, what: 'approval', approval: change }] : [];
}

function changeOf(head: Head<'client'> | Head<'authorization'>): ApprovalChange | undefined {
  switch (head.kind) {
    case 'client':
      return head.approval && { kind: head.kind, id: head.id, ...head.approval };
    case 'authorization':
      return head.approval && { kind: head.kind, id: head.id, ...head.approval };
    default:
      return head satisfies never;
  }
}

/** Times at which somebody accepted a client and a finding of it was acknowledged by that. */
async function acceptedAt({ store, org, until }: ApprovalSource, clientId: string): Promise<string[]> {
  const records = await allPages((turn) => store.history(org, { clientId, to: justAfter(until), ...turn }));
  return [...new Set(records.flatMap(({ at, cause }) => (cause?.kind === 'accepted' ? [at] : [])))];
}

async function firstSighting(source: ApprovalSource, head: Head<'client'>): Promise<Approval<'client'> | undefined> {
  const { store, org, since, baselineAt } = source;
  const oldest = (await store.revisions(org, 'client', head.id, { to: justAfter(since) })).at(-1);
  if (!oldest?.body) return undefined;
  const by = baselineAt === undefined || oldest.at <= baselineAt ? 'baseline' : 'first-sighting';
  const rebuilt = await rebuiltApproval(source, head, { at: oldest.at, by });
  return rebuilt?.approval.kind === 'client' ? { ...rebuilt.approval, at: oldest.at } : undefined;
}

/** An app is approved by the first look at all of them, or not before somebody accepts it. */
async function firstApp(
  { store, org, since, baselineAt }: ApprovalSource,
  head: Head<'authorization'>,
): Promise<Approval<'authorization'> | undefined> {
  const oldest = (await store.revisions(org, 'authorization', head.id, { to: justAfter(since) })).at(-1);
  if (!oldest?.body || baselineAt === undefined || oldest.at > baselineAt) return undefined;
  return { body: oldest.body, by: 'baseline', at: oldest.at, roles: {} };
}

/** The state of a client at a time, with its roles and divisions, as an approval of it. */
async function rebuiltApproval(
  { store, org, states }: ApprovalSource,
  head: Head<'client'>,
  { at, by }: { readonly at: string; readonly by: ApprovalChange['by'] },
): Promise<Acceptance | undefined> {
  const body = await stateOf(store, org, head, at);
  if (!body) return undefined;
  const then = async <K extends 'role' | 'division'>(heads: readonly Head<K>[], ids: readonly string[]) => {
    const held = heads.filter(({ id }) => ids.includes(id));
    const bodies = await Promise.all(held.map((one) => stateOf(store, org, one, at)));
    return bodies.flatMap((one): EntityOf[K][] => (one ? [one] : []));
  };
  const roles = await then(
    states.present.role,
    body.grants.map(({ roleId }) => roleId),
  );
  const divisions = await then(
    states.present.division,
    body.grants.map(({ divisionId }) => divisionId),
  );
  const approval: ApprovalChange = {
    kind: 'client',
    id: head.id,
    by,
    body,
    roles: Object.fromEntries(roles.map((role) => [role.id, entityHash('role', role)])),
    divisions: Object.fromEntries(divisions.map(({ id, name }) => [id, name])),
  };
  return { at, what: 'approval', approval };
}

function entry<A>(id: string, approval: A | undefined): readonly [string, A] | undefined {
  return approval && [id, approval];
}
