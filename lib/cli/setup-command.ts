import type { CommandLine, GlobalOptions } from './command-line.ts';
import { setupCommand } from './commands/setup.ts';
import { progressOn } from './progress.ts';

/** `guardian setup`: the credentials of a deployed guardian. */
export function registerSetup(line: CommandLine): void {
  line
    .command('setup', 'check the credentials of a deployed guardian against Genesys, and keep them in its secret', [
      'setup --stack OAuthGuardian --org prod',
      'setup --stack OAuthGuardian --json',
    ])
    .requiredOption('--stack <name>', 'the CloudFormation stack')
    .option('--org <name>', "the org's name in guardian.yaml; needed where there are several")
    .action(async (given: GlobalOptions & { stack: string; org?: string }) => {
      const { json, quiet, config, stack, org } = line.all(given);
      const progress = progressOn(line.around.stderr, quiet === true, line.around.env);
      try {
        const bench = await line.around.openSetup({ stack, ...(config && { configFile: config }) });
        const answer = await setupCommand(bench, org ? { org } : {}, { progress: progress.say });
        progress.stop();
        line.print(answer, json === true);
      } finally {
        progress.stop();
      }
    });
}
