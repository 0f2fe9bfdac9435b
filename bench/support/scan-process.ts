/**
 * One scan in a process of its own, by the code behind `guardian scan --json` and with its environment: embedded store
 * on disk, alerts into the outbox. Hands back what it cost.
 */
import { scanCommand } from '../../lib/cli/commands/scan.ts';
import { localSetup, localWorkbench } from '../../lib/local/workbench.ts';
import { answerRequests } from './channel.ts';
import { processUse } from './measure.ts';
import { type ProcessCost, scanRequestSchema } from './scan-protocol.ts';

answerRequests(async (raw): Promise<ProcessCost> => {
  const { job } = scanRequestSchema.parse(raw);
  const bench = localWorkbench(localSetup({ env: process.env, workingFolder: process.cwd() }));
  try {
    const { exitCode } = await scanCommand(bench, { job }, { progress: () => {} });
    const store = await bench.store();
    const { consumption } = store;
    const { apiCalls = 0, counts } = (await store.latestRun(bench.org().name)) ?? {};
    return { exitCode, apiCalls, transitions: counts?.transitions ?? 0, ...consumption, ...processUse() };
  } finally {
    await bench.close();
  }
});
