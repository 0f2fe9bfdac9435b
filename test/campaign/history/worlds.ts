import { parseConfig } from '../../../lib/config/index.ts';
import type { GuardianConfig } from '../../../lib/domain/manifest.ts';
import type { World } from '../../../lib/simulator/index.ts';
import { act } from './action.ts';
import type { History, Settings } from './history.ts';
import { HOUR_MS, MANIFEST, newOrg, START } from './org.ts';

/** The org as it is at one step, and what the guardian is told to do about it. */
export interface Scene {
  readonly at: Date;
  readonly world: World;
  readonly config: GuardianConfig;
}

/**
 * The org at every step of a history. The guardian only reads, so each step's org is made once, and every schedule looks
 * at the same one.
 */
export function scenesOf({ steps }: History): readonly Scene[] {
  const times = timesOf(steps);
  const days = Math.ceil((Math.max(...times.map((time) => time.getTime())) - Date.parse(START)) / (24 * HOUR_MS)) + 1;
  let settings: Settings = {};
  return steps.map((step, number) => {
    settings = step.settings ?? settings;
    let now = new Date(START);
    const world = newOrg(() => now, days);
    for (const [n, { acts }] of steps.slice(0, number + 1).entries()) {
      now = times[n] ?? now;
      for (const action of acts) act(world, action);
    }
    return { at: now, world, config: configOf(settings) };
  });
}

function timesOf(steps: History['steps']): Date[] {
  let time = Date.parse(START);
  return steps.map(({ minutes }) => {
    time += minutes * 60_000;
    return new Date(time);
  });
}

const BASE = parseConfig(MANIFEST, 'guardian.yaml').config;

function configOf({ confirmAfterSeconds, staged = [], off = [] }: Settings): GuardianConfig {
  const staging = staged.map((rule) => [rule, { staging: true }] as const);
  const switchedOff = off.map((rule) => [rule, 'off'] as const);
  return {
    ...BASE,
    rules: Object.fromEntries([...staging, ...switchedOff]),
    thresholds: { ...BASE.thresholds, ...(confirmAfterSeconds !== undefined && { confirmAfterSeconds }) },
  };
}
