import type { Finding } from '../../domain/finding.ts';
import { ClientLink, FindingLink, VendorName } from './links.tsx';
import { SeverityMark } from './marks.tsx';
import { Name } from './name.tsx';
import { Age } from './time.tsx';

/** The worst open findings, one line each. */
export function Worst({ findings, isLinked }: { readonly findings: readonly Finding[]; readonly isLinked: boolean }) {
  if (findings.length === 0) return null;
  return (
    <section class="worst panel" aria-label="The worst open findings">
      <h3>The worst that is open</h3>
      <ol class="plain">
        {findings.map(({ id, severity, title, client, vendor, firstSeen }) => (
          <li class="line">
            <SeverityMark severity={severity} />
            <span class="line-main">
              {isLinked ? (
                <FindingLink id={id}>
                  <Name text={title} />
                </FindingLink>
              ) : (
                <Name text={title} />
              )}
              <span class="line-beside">
                {isLinked ? <ClientLink client={client} /> : <Name text={client.name} />} ·{' '}
                <VendorName vendor={vendor} />
              </span>
            </span>
            <Age at={firstSeen} />
          </li>
        ))}
      </ol>
    </section>
  );
}
