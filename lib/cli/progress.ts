import yoctoSpinner from 'yocto-spinner';

/** Tells people on stderr what takes time. Never on stdout: that is for results. */
export interface Progress {
  readonly say: (message: string) => void;
  /** Leaves nothing of itself behind. */
  readonly stop: () => void;
}

/** A spinner on a terminal, plain lines elsewhere, nothing where nobody wants to hear it. */
export function progressOn(stream: NodeJS.WriteStream, isQuiet: boolean): Progress {
  if (isQuiet) return { say: () => {}, stop: () => {} };
  if (!stream.isTTY) return { say: (message) => void stream.write(`guardian: ${message}\n`), stop: () => {} };
  const spinner = yoctoSpinner({ stream });
  return {
    say: (message) => {
      spinner.text = message;
      if (!spinner.isSpinning) spinner.start();
    },
    stop: () => {
      if (spinner.isSpinning) spinner.stop();
    },
  };
}
