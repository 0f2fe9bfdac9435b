/** The ISO interval `start/end` as two times in milliseconds. A time without a zone is UTC. */
export function parseInterval(interval: unknown): readonly [number, number] | undefined {
  if (typeof interval !== 'string') return undefined;
  const times = interval.split('/').map((time) => Date.parse(/T.*(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : utc(time)));
  const [start, end] = times;
  if (times.length !== 2 || start === undefined || end === undefined) return undefined;
  return Number.isNaN(start) || Number.isNaN(end) || end < start ? undefined : [start, end];
}

function utc(time: string): string {
  return time.includes('T') ? `${time}Z` : `${time}T00:00:00Z`;
}
