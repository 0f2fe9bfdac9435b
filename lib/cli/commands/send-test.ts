import type { Check } from '../../jobs/doctor/check.ts';
import type { CommandIo, Workbench } from '../workbench.ts';

/** Sends a test alert of an org by every way that alerts take. One check for each; a refusal is a check that failed. */
export async function sendTest(
  bench: Pick<Workbench, 'sinks' | 'testMessage'>,
  org: string,
  { progress, screen }: CommandIo,
): Promise<Check[]> {
  const message = bench.testMessage(org);
  progress('sending a test alert');
  return Promise.all(
    bench.sinks(screen).map(async ({ channel, send }): Promise<Check> => {
      const name = `test alert by ${channel}`;
      try {
        await send(message);
        return { name, status: 'ok', detail: `accepted: look for "${message.subject}"` };
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return { name, status: 'fail', detail, fix: 'see "Alerts undeliverable" in docs/runbook.md' };
      }
    }),
  );
}
