const startedAt = Date.now();

/** Says on stderr what happens, with the time since the start: a run of many minutes should not be silent. */
export function tell(line: string): void {
  process.stderr.write(`${elapsed()}  ${line}\n`);
}

/** Milliseconds since the start. */
export function elapsedMilliseconds(): number {
  return Date.now() - startedAt;
}

function elapsed(): string {
  const seconds = elapsedMilliseconds() / 1_000;
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${(seconds % 60).toFixed(1).padStart(4, '0')}`;
}
