import yoctoSpinner from 'yocto-spinner';
import { safe } from './render/safe.ts';

/** Tells people on stderr what takes time. Never on stdout: that is for results. */
export interface Progress {
  readonly say: (message: string) => void;
  /** Says what has to stay on the screen. */
  readonly note: (message: string) => void;
  /** Leaves nothing of itself behind; `say` begins anew. */
  readonly stop: () => void;
}

/**
 * A spinner on a terminal, plain lines elsewhere, nothing where nobody wants to hear it. A terminal that moves no cursor
 * is no place for a spinner, and neither is a log of continuous integration that passes for a terminal.
 */
export function progressOn(
  stream: NodeJS.WriteStream,
  isQuiet: boolean,
  env: Readonly<Record<string, string | undefined>>,
): Progress {
  const line = (message: string) => void stream.write(`guardian: ${safe(message)}\n`);
  if (isQuiet) return { say: () => {}, note: () => {}, stop: () => {} };
  if (!stream.isTTY || env.TERM === 'dumb' || env.CI) return { say: line, note: line, stop: () => {} };
  // Signals are the program's own matter: it says what an interruption means.
  const spinner = yoctoSpinner({ stream, handleSignals: false });
  const stop = () => {
    if (spinner.isSpinning) spinner.stop();
  };
  return {
    say: (message) => {
      spinner.text = safe(message);
      if (!spinner.isSpinning) spinner.start();
    },
    note: (message) => {
      stop();
      line(message);
    },
    stop,
  };
}
