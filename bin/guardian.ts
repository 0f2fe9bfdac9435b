import { readFileSync } from 'node:fs';
import type { Surroundings } from '../lib/cli/command-line.ts';
import { failureOf } from '../lib/cli/failure.ts';
import { runCli } from '../lib/cli/program.ts';
import { endOnSignals, survivePipes, untilStopped } from '../lib/local/process.ts';

const machine = { env: process.env, workingFolder: process.cwd() };

/** Loaded by the commands that need it: help and complaints need not wait for two SDKs. */
const workbench = () => import('../lib/local/workbench.ts');

const deployed = () => import('../lib/local/deployed.ts');

const surroundings: Surroundings = {
  version: JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  openWorkbench: async ({ configFile, stack, onlyLooks = false }) => {
    if (stack) return (await deployed()).deployedWorkbench(machine, { stack, configFile });
    const { localSetup, localWorkbench } = await workbench();
    return localWorkbench({ ...localSetup(machine, configFile), onlyLooks });
  },
  openActing: async (options) => (await import('../lib/local/acting.ts')).actingBench(machine, options),
  openSetup: async ({ configFile, stack }) => (await deployed()).deployedSetup(machine, { stack, configFile }),
  openCatalogue: async ({ configFile }) => {
    const { localCatalogue } = await import('../lib/local/catalogue.ts');
    return localCatalogue(machine, configFile);
  },
  start: async ({ configFile, ...io }) => {
    const [{ localSetup }, { start }] = await Promise.all([workbench(), import('../lib/local/start.ts')]);
    return start(localSetup(machine, configFile), io);
  },
  untilStopped,
  openHub: async (options) => (await import('../lib/aws/security-hub.ts')).securityHub(options),
  openReports: async () => (await import('../lib/local/report-desk.ts')).reportDesk(machine),
  openFiles: async () => (await import('../lib/local/file-desk.ts')).fileDesk(machine),
  openManifests: async () => (await import('../lib/local/manifest-desk.ts')).manifestDesk(machine),
};

survivePipes();
endOnSignals();
process.on('uncaughtException', (error) => {
  // Node would end with 1, and that would say "open findings".
  const { text, exitCode } = failureOf(error, Boolean(process.env.GUARDIAN_DEBUG));
  process.stderr.write(text);
  process.exit(exitCode);
});

// Set and not called: what is still being written to a pipe must get out.
process.exitCode = await runCli(process.argv.slice(2), surroundings);
