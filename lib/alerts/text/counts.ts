import { SEVERITIES, type SeverityCounts } from '../../domain/severity.ts';

/** `1 finding`, `3 findings`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `2 critical, 3 high`: worst first, without zeros; `none` where all are zero. */
export function severityCountsText(counts: SeverityCounts): string {
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => `${counts[severity]} ${severity}`,
  );
  return parts.length > 0 ? parts.join(', ') : 'none';
}
