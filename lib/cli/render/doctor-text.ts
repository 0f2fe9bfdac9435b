import type { Diagnosis } from '../../jobs/doctor/check.ts';
import { bold, dim, safe, statusLabel } from './style.ts';

/** One line a check, with what to do and what it blinds. */
export function doctorText({ ok, checks }: Diagnosis): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, status, detail, fix, blinds }) => [
    `${statusLabel(status)}${' '.repeat(6 - status.length)}${name.padEnd(width)}  ${safe(detail)}`,
    ...(fix ? [`${' '.repeat(width + 8)}fix: ${safe(fix)}`] : []),
    ...(blinds && blinds.length > 0 && status !== 'ok'
      ? [dim(`${' '.repeat(width + 8)}blind: ${blinds.join(', ')}`)]
      : []),
  ]);
  const verdict = ok
    ? 'The guardian sees everything that it should.'
    : 'The guardian does not see everything that it should.';
  return `${[...lines, '', bold(verdict)].join('\n')}\n`;
}
