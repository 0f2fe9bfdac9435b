/** CPU time of some work, in milliseconds: of all threads of this process, garbage collection included. */
export async function cpuMsOf<T>(work: () => T | Promise<T>): Promise<{ readonly cpuMs: number; readonly result: T }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, result };
}

/** What this process has used since it began. */
export function processUse(): { readonly maxRssMb: number; readonly cpuSeconds: number; readonly wallSeconds: number } {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return {
    maxRssMb: maxRSS / 1024,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    wallSeconds: process.uptime(),
  };
}

/** The middle one; of an even number, the lower of the two in the middle. */
export function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor((figures.length - 1) / 2)] ?? Number.NaN;
}
