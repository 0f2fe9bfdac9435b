import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /** @default 120: the schedule fires once a minute, and the emulator looks every ten seconds. */
  readonly seconds?: number;
  /** Seconds between two looks. @default 1 */
  readonly everySeconds?: number;
}

/**
 * Looks again and again until there is something to see, and answers it.
 * @throws Error that says what was awaited, when time is up; what `look` throws ends the wait at once
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  { seconds = 120, everySeconds = 1 }: WaitOptions = {},
): Promise<T> {
  const looks = Math.ceil(seconds / everySeconds);
  for (let count = 0; count < looks; count += 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await sleep(everySeconds * 1_000);
  }
  throw new Error(`Waited ${seconds} seconds in vain for ${what}`);
}
