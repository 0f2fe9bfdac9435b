import type { Random } from '../../../lib/simulator/index.ts';
import { CHANNELS } from '../guardian/mailboxes.ts';
import { QUIET_END } from '../history/history.ts';
import type { Reference, ReferenceStep } from './reference.ts';
import {
  CRASHES,
  DELIVERY_FATES,
  faultSchema,
  GENESYS_FAULTS,
  type PlannedFault,
  type Schedule,
  SINK_FATES,
  TABLE_FATES,
} from './schedule.ts';

/** How many faults a schedule has: mostly one, for one alone shows what it does. */
const COUNTS = [1, 1, 1, 1, 1, 2, 2, 3, 4] as const;
/** Faults that come in one schedule come close together, so that one meets the other. */
const SPREAD_STEPS = 3;
/** Most schedules begin where something happens: a quiet step has little to lose. */
const BUSY_SHARE = 0.75;

/** How often the delivery that follows on a failed one goes wrong as well. */
const AGAIN_SHARE = 0.25;

/**
 * More of these than of others: what is hidden or out of date can be taken for a change, and most of it has no effect,
 * for it must hide the very thing that matters.
 */
const HIDING = ['stale read', 'stale read', 'truncated page', 'missing page', 'fields absent'];
const HIDING_SHARE = 0.4;
/** Usage jobs give no total: what is missing of their rows, nobody can notice (ADR 08). */
const USAGE_JOBS = '/api/v2/usage/aggregates/query/jobs/{jobId}';
/** The listing that matters most, which is asked once where others have pages. */
const CLIENTS = '/api/v2/oauth/clients';
const CLIENTS_SHARE = 0.3;

/** A schedule out of random numbers: places at which the history really asks something, and what goes wrong there. */
export function chooseSchedule(reference: Reference, random: Random): Schedule {
  const last = reference.steps.length - 1 - QUIET_END;
  const busy = reference.steps.flatMap(({ runs }, n) =>
    n <= last && runs.some(({ transitions }) => transitions.length > 0) ? [n] : [],
  );
  const first = random.chance(BUSY_SHARE) ? random.pick(busy) : random.between(0, last);
  const steps = Array.from({ length: random.pick(COUNTS) }, (_, n) =>
    n === 0 ? first : Math.min(last, first + random.between(0, SPREAD_STEPS)),
  );
  const faults = steps.flatMap((number) => {
    const step = reference.steps[number];
    if (!step) return [];
    const fault = chooseFault(number, step, random);
    return endsDelivery(fault) && random.chance(AGAIN_SHARE) ? [fault, again(number, step, random)] : [fault];
  });
  return distinct(faults).sort((a, b) => a.step - b.step);
}

function chooseFault(step: number, at: ReferenceStep, random: Random): PlannedFault {
  const dice = random.next();
  const sends = CHANNELS.filter((channel) => at.traffic.notify.messages[channel]);
  if (dice < 0.4) return genesysFault(step, at, random);
  if (dice < 0.75) return tableFault(step, at, random);
  if (dice < 0.9 && sends.length > 0) {
    const channel = random.pick(sends);
    return faultSchema.parse({
      ...{ at: 'sink', step, channel },
      message: random.between(1, at.traffic.notify.messages[channel] ?? 1),
      fault: random.pick([...SINK_FATES, ...CRASHES]),
    });
  }
  if (dice < 0.95) {
    const job = random.pick(['scan', 'notify'] as const);
    return { at: 'delivery', step, job, fault: random.pick(DELIVERY_FATES) };
  }
  if (dice < 0.97) return { at: 'clock', step, seconds: random.pick([-7_200, -600, 90]), fault: 'clock set wrong' };
  return tableFault(step, at, random);
}

/** True for faults after which a queue or a stream delivers again. */
function endsDelivery(fault: PlannedFault): boolean {
  return fault.fault.startsWith('crash') || (fault.at === 'table' && fault.lasts) || fault.at === 'sink';
}

/** A fault in the second delivery. */
function again(step: number, at: ReferenceStep, random: Random): PlannedFault {
  const fault = random.chance(0.5) ? tableFault(step, at, random) : genesysFault(step, at, random);
  return { ...fault, delivery: 2 } as PlannedFault;
}

function genesysFault(step: number, { traffic }: ReferenceStep, random: Random): PlannedFault {
  const path = random.chance(CLIENTS_SHARE) ? CLIENTS : random.pick(traffic.scan.calls);
  const number = traffic.scan.calls.filter((call) => call === path).length;
  const drawn = random.pick(random.chance(HIDING_SHARE) ? HIDING : [...Object.keys(GENESYS_FAULTS), ...CRASHES]);
  const fault = path === USAGE_JOBS && drawn.endsWith(' page') ? 'not JSON' : drawn;
  // A cache that answers what was, is asked again after the pause; one crash is the end of a process.
  const isOnce = fault === 'stale read' || fault.startsWith('crash') || random.chance(0.4);
  const call = isOnce ? random.between(1, Math.max(1, number)) : 'every';
  return faultSchema.parse({ at: 'genesys', step, path, call, fault });
}

function tableFault(step: number, { traffic }: ReferenceStep, random: Random): PlannedFault {
  const isAct = traffic.act.requests > 0 && random.chance(0.4);
  const job = isAct ? 'act' : random.chance(0.7) ? 'scan' : 'notify';
  const fault = random.pick([...TABLE_FATES, ...CRASHES, ...CRASHES]);
  const request = random.between(1, Math.max(1, traffic[job].requests));
  const canLast =
    fault === 'lost request' || fault === 'lost answer' || fault === 'throttled' || fault === 'internal error';
  const lasts = canLast && random.chance(0.6);
  return { at: 'table', step, job, request, fault, lasts, delivery: 1 };
}

/** Two faults at one place would be one; and what is out of date twice, seconds apart, nobody can tell from the truth. */
function distinct(faults: readonly PlannedFault[]): PlannedFault[] {
  const placeOf = (fault: PlannedFault) =>
    JSON.stringify(fault.fault === 'stale read' ? ['stale read', fault.step] : { ...fault, fault: '' });
  return [...new Map(faults.map((fault) => [placeOf(fault), fault] as const)).values()];
}
