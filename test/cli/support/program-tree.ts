import type { Command } from 'commander';
import type { Surroundings } from '../../../lib/cli/command-line.ts';
import { commandLine } from '../../../lib/cli/program.ts';

/** The program with all its commands, to be looked at and not run: whatever it would open refuses. */
export function programTree(): Command {
  const refuse = async () => {
    throw new Error('nothing is opened to look at the commands');
  };
  const around: Surroundings = {
    version: '1.2.3',
    stdout: process.stdout,
    stderr: process.stderr,
    env: {},
    openWorkbench: refuse,
    openActing: refuse,
    openSetup: refuse,
    openFiles: refuse,
    openManifests: refuse,
    openCatalogue: refuse,
    openReports: refuse,
    openHub: refuse,
    start: refuse,
  };
  return commandLine(around).program;
}
