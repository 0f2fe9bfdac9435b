import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ReportFacts } from '../domain/report.ts';
import { documentHtml } from './document.ts';
import { packFacts } from './pack.ts';
import { StaticPage } from './page/static-page.tsx';
import { pageStyle } from './style/index.ts';
import { visible } from './view/visible.ts';

export interface ReportOptions {
  /** The browser's script: `pageScript()` of `lib/page-bundle.ts`. */
  readonly script: string;
  /**
   * IANA name of the zone in which times are written; default: the machine's. Where scripts run, the browser shows its
   * own.
   */
  readonly timeZone?: string;
}

/**
 * The report as one self-contained HTML document: works from a file, without any network, and shows the overview and
 * the worst findings without any script.
 */
export function reportHtml(facts: ReportFacts, { script, timeZone }: ReportOptions): string {
  const { overview, only, until } = facts;
  const name = only?.name ?? overview.genesysOrg?.name ?? overview.org;
  return documentHtml({
    title: `${visible(name)} · OAuth Guardian report of ${until.slice(0, 10)}`,
    style: pageStyle,
    page: renderToString(
      h(StaticPage, { facts, clock: { now: until, ...(timeZone === undefined ? {} : { timeZone }) } }),
    ),
    facts: packFacts(facts),
    script,
  });
}
