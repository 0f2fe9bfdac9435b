import { readFileSync } from 'node:fs';
import { runCli, type Surroundings } from '../lib/cli/program.ts';
import { ConfigError, loadConfig } from '../lib/config/index.ts';
import { start } from '../lib/local/start.ts';
import { KNOWN_NAMES, localSetup, localWorkbench } from '../lib/local/workbench.ts';

const machine = { env: process.env, workingFolder: process.cwd() };

const surroundings: Surroundings = {
  version: JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version,
  stdout: process.stdout,
  stderr: process.stderr,
  showsStacks: Boolean(process.env.GUARDIAN_DEBUG),
  openWorkbench: async ({ configFile }) => localWorkbench(localSetup(machine, configFile)),
  start: ({ configFile, ...io }) => start(localSetup(machine, configFile), io),
  readManifest: (file) => {
    try {
      const { config, origin } = loadConfig({
        path: file,
        cwd: machine.workingFolder,
        env: machine.env,
        known: KNOWN_NAMES,
      });
      return { file: origin.path, isMissing: origin.kind === 'defaults', config };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return {
        file: file ?? machine.env.GUARDIAN_CONFIG ?? 'guardian.yaml',
        problems: error.problems,
        message: error.message,
      };
    }
  },
};

// Set and not called: what is still being written to a pipe must get out.
process.exitCode = await runCli(process.argv.slice(2), surroundings);
