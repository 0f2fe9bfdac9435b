import type { BlastRadius } from '../../jobs/queries/advice.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { plural } from './style.ts';

/** What an attacker could do who holds the client, worst first, and where. */
export function blastText({ powers, reach, notes }: BlastRadius, { paint }: Paper): string {
  return [
    paint.bold('  Whoever takes it over could'),
    ...(powers.length === 0 ? ['    do nothing that the catalogue knows'] : []),
    ...powers.flatMap(({ title, operations, sources }) => [
      `    ${title} (${plural(operations, 'operation')})`,
      ...sources.map(
        ({ name, why, examples, operations: own }) =>
          `      ${safe(name)}: ${safe(why)} ${paint.dim(`${examples[0] ?? ''}${own > 1 ? `, +${own - 1} more` : ''}`)}`,
      ),
    ]),
    ...reach.map(
      ({ sentence, isUncertain }) => `    ${safe(sentence)}${isUncertain ? ' (as far as divisions restrict it)' : ''}`,
    ),
    ...notes.map((note) => `    ${safe(note)}`),
  ].join('\n');
}
