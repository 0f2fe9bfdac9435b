import { addDays, type Day } from '../../domain/day.ts';
import { actionKind } from '../../domain/permission-action.ts';
import { isReadonlyScope } from '../../domain/scope.ts';
import { selfEscalation } from '../../domain/self-escalation.ts';
import type { Advice, CallCount } from '../advice/advice.ts';

/** Days between two stages: apps that work once a week have then been seen twice. */
export const STAGE_DAYS = 14;

/** One step of the way from what is held to what is needed. */
export interface Stage {
  readonly number: number;
  readonly title: string;
  /** First UTC day on which it may be done. */
  readonly on: Day;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly narrow: readonly { readonly from: string; readonly to: readonly string[] }[];
  /** Observed calls that the narrowed names serve: they have to go on working. */
  readonly calls: readonly CallCount[];
  /** All names before and after it, sorted. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What is in no stage, and why. */
export interface Waiting {
  readonly name: string;
  readonly why: string;
}

export interface RemovalPlan {
  readonly stages: readonly Stage[];
  readonly waiting: readonly Waiting[];
}

/**
 * What calls lack is added first. Then goes what does most harm if it is stolen and is missed least: unused permissions to
 * write or to widen one's own access, and what is narrowed. Unused permissions to read go last. What has to wait is in no
 * stage; what is added by inference is not either.
 *
 * @param start first UTC day of the first stage
 */
export function removalPlan(advice: Advice, held: readonly string[], start: Day): RemovalPlan {
  const ready = advice.remove.filter(({ wait }) => wait === undefined).map(({ name }) => name);
  const narrow = advice.narrow.filter(({ wait }) => wait === undefined);
  const harmful = ready.filter((name) => isHarmful(name, advice.kind));
  const replacing = new Set(narrow.flatMap(({ to }) => to));
  const waitingFor = new Set(advice.narrow.flatMap(({ to, wait }) => (wait === undefined ? [] : to)));
  const add = advice.add
    .map(({ name }) => name)
    .filter((name) => advice.minimal.includes(name) && !replacing.has(name) && !waitingFor.has(name));
  const steps: readonly Step[] = [
    { title: 'Add what calls need', add, remove: [], narrow: [] },
    { title: 'Take away what may change something and is not used', add: [], remove: harmful, narrow },
    { title: 'Take away what only reads and is not used', add: [], remove: without(ready, harmful), narrow: [] },
  ];
  return { stages: staged(steps, held, start), waiting: waitingOf(advice) };
}

type Step = Pick<Stage, 'title' | 'add' | 'remove'> & { readonly narrow: Advice['narrow'] };

function staged(steps: readonly Step[], held: readonly string[], start: Day): Stage[] {
  const stages: Stage[] = [];
  let before: readonly string[] = [...new Set(held)].sort();
  for (const { title, add, remove, narrow } of steps) {
    if (add.length + remove.length + narrow.length === 0) continue;
    const gone = new Set([...remove, ...narrow.map(({ from }) => from)]);
    const after = [
      ...new Set([...before.filter((name) => !gone.has(name)), ...add, ...narrow.flatMap(({ to }) => to)]),
    ].sort();
    stages.push({
      number: stages.length + 1,
      title,
      on: addDays(start, stages.length * STAGE_DAYS),
      add,
      remove,
      narrow: narrow.map(({ from, to }) => ({ from, to })),
      calls: narrow.flatMap(({ because }) => because),
      before,
      after,
    });
    before = after;
  }
  return stages;
}

function isHarmful(name: string, kind: Advice['kind']): boolean {
  switch (kind) {
    case 'scopes':
      return !isReadonlyScope(name);
    case 'permissions':
      return actionKind(name) !== 'reading' || selfEscalation(name) !== undefined;
    default:
      return kind satisfies never;
  }
}

function waitingOf({ remove, narrow, add, minimal }: Advice): Waiting[] {
  return [
    ...remove.flatMap(({ name, wait }) => (wait === undefined ? [] : [{ name, why: wait }])),
    ...narrow.flatMap(({ from, wait }) => (wait === undefined ? [] : [{ name: from, why: wait }])),
    ...add.flatMap(({ name, note }) =>
      minimal.includes(name) ? [] : [{ name, why: `to be added only if the app fails without it: ${note ?? ''}` }],
    ),
  ];
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}
