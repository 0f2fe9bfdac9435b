/**
 * `npm run soak [-- --schedules N] [--seed N]`: histories with faults at every place where the guardian asks or tells.
 * `-- --replay SCRIPT` plays one again that was printed. Ends with 1 where an invariant broke.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Child } from '../../bench/support/channel.ts';
import { INVARIANTS, type Invariant } from './checks/result.ts';
import { SCHEDULES_PER_HISTORY, withoutChance } from './report/campaign.ts';
import { noTotals, type Totals, together, totalsSchema, totalsText } from './report/totals.ts';
import { playScript, scriptSchema, written } from './schedule/script.ts';
import { breaks, shrink } from './schedule/shrink.ts';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    replay: { type: 'string' },
    'no-shrink': { type: 'boolean', default: false },
  },
});

withoutChance();
if (values.replay === undefined) await soak(Number(values.schedules), Number(values.seed));
else await replay(values.replay);

async function soak(schedules: number, firstSeed: number): Promise<void> {
  const begun = performance.now();
  const seeds = Array.from({ length: Math.ceil(schedules / SCHEDULES_PER_HISTORY) }, (_, n) => firstSeed + n);
  print(`seeds ${seeds.at(0)} to ${seeds.at(-1)}, ${SCHEDULES_PER_HISTORY} schedules each`);
  const waiting = [...seeds];
  let totals = noTotals();
  const work = async () => {
    const part = new Child(new URL('./report/part.ts', import.meta.url));
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const wanted = Math.min(SCHEDULES_PER_HISTORY, schedules - (seed - firstSeed) * SCHEDULES_PER_HISTORY);
      const done = await part.ask({ seed, schedules: wanted }, totalsSchema);
      totals = together(totals, done);
      progress(totals, schedules);
    }
    await part.close();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), seeds.length) }, work));
  print(`\n${totalsText(totals)}\n\n${Math.round((performance.now() - begun) / 1000)} s`);
  await report(totals);
}

async function report({ failures }: Totals): Promise<void> {
  if (failures.length === 0) return;
  process.exitCode = 1;
  const [first] = failures;
  if (!first || values['no-shrink']) return;
  print('\nShrinking the first failure ...');
  const invariant = (Object.keys(INVARIANTS) as Invariant[]).find((name) => name === first.invariant) ?? 'same';
  const short = await shrink(scriptSchema.parse(JSON.parse(first.script)), (script) => breaks(invariant, script));
  print(`Play it again with: npm run soak -- --replay '${written(short)}'`);
}

async function replay(script: string): Promise<void> {
  const { violations, struck, stepsPlayed } = await playScript(scriptSchema.parse(JSON.parse(script)));
  print(`${stepsPlayed} steps played; struck: ${struck.join(', ') || 'nothing'}`);
  for (const { invariant, detail } of violations) print(`BROKEN ${INVARIANTS[invariant]}: ${detail}`);
  if (violations.length > 0) process.exitCode = 1;
  else print('no invariant broke');
}

function progress({ schedules, failures }: Totals, wanted: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${schedules} of ${wanted} schedules, ${failures.length} failures`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
