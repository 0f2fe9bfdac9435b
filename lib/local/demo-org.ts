import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ENV } from '../env.ts';
import { UsageError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { demoOrg, demoStory, type Simulator, startSimulator, type World } from '../simulator/index.ts';

/** The bundled demo org, served over HTTP on this machine. */
export interface DemoOrg {
  readonly simulator: Simulator;
  readonly world: World;
  /** When its story began. */
  readonly startedAt: Date;
}

/**
 * Starts the demo org as it stands now: its story began when it was first looked at, or at the last `guardian start`,
 * and goes on by the clock, so that one scan after the other sees it unfold.
 */
export async function openDemoOrg(home: string, clock: Clock): Promise<DemoOrg> {
  const known = storyBegin(home);
  const startedAt = known && known <= clock.now() ? known : beginStory(home, clock.now());
  let time = startedAt;
  const world = demoOrg({ clock: () => time });
  for (const step of demoStory) {
    const at = stepTime(startedAt, step.afterHours);
    if (at > clock.now()) break;
    time = at;
    step.apply(world);
  }
  world.useClock(() => clock.now());
  return { simulator: await startSimulator({ world }), world, startedAt };
}

/**
 * Notes that the story begins at this time.
 *
 * @throws UsageError if the folder cannot be written
 */
export function beginStory(home: string, at: Date): Date {
  try {
    mkdirSync(home, { recursive: true });
    writeFileSync(noteOf(home), `${JSON.stringify({ startedAt: at.toISOString() })}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the folder ${home} cannot be used (${reason}): name another one in ${ENV.home}`);
  }
  return at;
}

export function stepTime(startedAt: Date, afterHours: number): Date {
  return new Date(startedAt.getTime() + afterHours * 3_600_000);
}

const NoteSchema = z.object({ startedAt: z.iso.datetime() });

/** The noted begin; undefined where there is no note, or one that cannot be read: the demo may always begin anew. */
function storyBegin(home: string): Date | undefined {
  let text: string;
  try {
    text = readFileSync(noteOf(home), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
  const note = NoteSchema.safeParse(parsed(text));
  return note.success ? new Date(note.data.startedAt) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noteOf(home: string): string {
  return join(home, 'demo.json');
}
