/**
 * Lets the program go on when its reader leaves early, as `head` does: a scan is not over because nobody reads what it
 * prints. Node reports it as an error of the stream.
 */
export function survivePipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
    });
  }
}

/** Ends on Ctrl-C and its like with one sentence, and by the signal itself, so that shells and schedulers see it. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      if (stopping) return stopping.abort();
      process.stderr.write(`${SHOW_CURSOR}guardian: stopped; a run that was not finished leaves nothing behind\n`);
      process.kill(process.pid, signal);
    });
  }
}

/**
 * From now on a first Ctrl-C, or its like, or a reader that leaves, aborts the signal instead of ending the program: it
 * has to end by itself. A second Ctrl-C ends it as ever.
 */
export function untilStopped(): AbortSignal {
  const controller = new AbortController();
  stopping = controller;
  process.stdout.on('error', () => controller.abort());
  return controller.signal;
}

let stopping: AbortController | undefined;

/** A spinner hides the cursor while it turns. */
const SHOW_CURSOR = process.stderr.isTTY ? '\r\u001b[K\u001b[?25h' : '';
