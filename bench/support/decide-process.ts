/** Decides a recorded run again and again, in a process that does nothing else: the first time with cold code. */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { answerRequests } from './channel.ts';
import { type DecisionCost, decideRequestSchema } from './decide-protocol.ts';
import { cpuMsOf } from './measure.ts';
import { decisionOf, type RecordedRun, sightingOf } from './recorded-run.ts';

answerRequests(async (raw): Promise<DecisionCost> => {
  const { file, rounds } = decideRequestSchema.parse(raw);
  const bytes = readFileSync(file);
  const [sightMs, decideMs, transitions]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    // A copy of its own for each round: nothing may be found in a cache that a new process would not have.
    const run: RecordedRun = deserialize(bytes);
    // The rubbish of making that copy is not the decision's.
    globalThis.gc?.();
    const sighted = await cpuMsOf(() => sightingOf(run));
    sightMs.push(sighted.cpuMs);
    if (sighted.result.isQuiet) continue;
    const decided = await cpuMsOf(() => decisionOf(run, sighted.result));
    decideMs.push(decided.cpuMs);
    transitions.push(decided.result.payload.transitions.length);
  }
  return { sightMs, decideMs, transitions: transitions.at(-1) ?? 0 };
});
