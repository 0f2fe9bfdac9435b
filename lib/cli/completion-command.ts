import { Argument } from 'commander';
import { UsageError } from '../errors.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { bashScript } from './completion/bash.ts';
import { type CommandWords, commandWords } from './completion/command-words.ts';
import { fishScript } from './completion/fish.ts';
import { zshScript } from './completion/zsh.ts';
import { EXIT } from './workbench.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** `completion`: a script by which a shell completes what is typed. */
export function registerCompletion(line: CommandLine): void {
  line
    .command('completion', 'print a script by which a shell completes commands, options and names', [
      'completion bash    # in ~/.bashrc: source <(guardian completion bash)',
      'completion zsh     # in ~/.zshrc, after compinit: source <(guardian completion zsh)',
      'completion fish > ~/.config/fish/completions/guardian.fish',
    ])
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .action((shell: Shell, options: GlobalOptions) => {
      if (line.all(options).json) throw new UsageError('completion is for shells; there is no document of it');
      const script = scriptOf(shell, commandWords(line.program));
      line.print({ document: { schema: 1 }, text: () => script, isVerbatim: true, exitCode: EXIT.nothingOpen }, false);
    });
}

/** The script of a shell for these commands. */
export function scriptOf(shell: Shell, commands: readonly CommandWords[]): string {
  switch (shell) {
    case 'bash':
      return bashScript(commands);
    case 'zsh':
      return zshScript(commands);
    case 'fish':
      return fishScript(commands);
    default:
      return shell satisfies never;
  }
}
