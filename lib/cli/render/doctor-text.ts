import type { Diagnosis } from '../../jobs/doctor/check.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { statusLabel } from './style.ts';

/** One line a check, with what to do and what it blinds. */
export function doctorText({ ok, checks }: Diagnosis, paper: Paper): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const margin = ' '.repeat(width + 8);
  const lines = checks.flatMap(({ name, status, detail, fix, blinds }) => [
    `${statusLabel(status, paper)}${' '.repeat(6 - status.length)}${safe(name).padEnd(width)}  ${safe(detail)}`,
    ...(fix ? [`${margin}fix: ${safe(fix)}`] : []),
    ...(blinds && blinds.length > 0 && status !== 'ok'
      ? [paper.paint.dim(`${margin}blind: ${blinds.join(', ')}`)]
      : []),
  ]);
  const verdict = ok
    ? 'The guardian sees everything that it should.'
    : 'The guardian does not see everything that it should.';
  return `${[...lines, '', paper.paint.bold(verdict)].join('\n')}\n`;
}
