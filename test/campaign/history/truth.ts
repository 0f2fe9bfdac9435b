import { DRIFTS } from './drifts.ts';
import type { History } from './history.ts';

/**
 * What must be open after each step, by the script alone: `rule client` of every drift that was on when the guardian
 * last could look at the configuration and found nothing out of order. Undefined where an outage leaves it open.
 */
export function truthOf({ steps }: History): readonly (ReadonlySet<string> | undefined)[] {
  const on = new Set<string>();
  let off: readonly string[] = [];
  let known: ReadonlySet<string> | undefined = new Set();
  return steps.map(({ acts, outages, settings, job }) => {
    for (const action of acts) {
      for (const drift of DRIFTS) {
        if (drift.on === action || isSame(drift.on, action)) on.add(drift.name);
        if (isSame(drift.off, action)) on.delete(drift.name);
      }
    }
    if (settings) off = settings.off ?? [];
    // A run that reads usage alone, or not everything, says nothing new of drifts.
    if (outages.length > 0 || acts.length > 0 || settings) known = undefined;
    if (job !== 'usage' && outages.length === 0) {
      const told = DRIFTS.filter(({ name }) => on.has(name)).flatMap(({ tells }) => tells);
      known = new Set(told.filter((line) => !off.some((rule) => line.startsWith(`${rule} `))));
    }
    return known;
  });
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
