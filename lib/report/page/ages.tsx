import type { ReportFacts } from '../../domain/report.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { ageGroups } from '../view/ages.ts';
import { SEVERITY_TITLES } from '../view/words.ts';
import { ChartPlace } from './chart-place.tsx';

/** How long what is open has been open. */
export function Ages({ facts: { findings, until } }: { readonly facts: ReportFacts }) {
  const groups = ageGroups(findings, until);
  return (
    <ChartPlace name="ages" title="Open findings by age and severity" height={220}>
      <table>
        <caption class="unseen-words">Open findings by age and severity</caption>
        <thead>
          <tr>
            <th scope="col">Age</th>
            {SEVERITIES.map((severity) => (
              <th scope="col" class="number">
                {SEVERITY_TITLES[severity]}
              </th>
            ))}
            <th scope="col" class="number">
              All
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ title, counts, total }) => (
            <tr>
              <th scope="row">{title}</th>
              {SEVERITIES.map((severity) => (
                <td class="number">{counts[severity]}</td>
              ))}
              <td class="number">{total}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ChartPlace>
  );
}
