import type { ComponentChildren } from 'preact';
import type { ReportFacts } from '../../domain/report.ts';
import { hashOf, type Section } from '../view/route.ts';
import { SECTION_TITLES } from '../view/words.ts';
import { Name } from './name.tsx';
import { ReportAge } from './report-age.tsx';
import { DayOf, Time } from './time.tsx';

interface ShellProps {
  readonly facts: ReportFacts;
  /** Sections that can be gone to; none where no script runs. */
  readonly sections: readonly Section[];
  readonly current: Section | null;
  readonly isLive: boolean;
  readonly children: ComponentChildren;
}

/** What stands around every section: whose report it is, when it was made, and where to go. */
export function Shell({ facts, sections, current, isLive, children }: ShellProps) {
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <Masthead facts={facts} />
        {isLive ? (
          <div class="tools">
            <button type="button" class="button" data-act="theme">
              Light or dark
            </button>
            <button type="button" class="button" data-act="print">
              Print
            </button>
          </div>
        ) : null}
      </header>
      {sections.length === 0 ? null : (
        <nav class="sections" aria-label="Sections">
          <ul data-arrows="row">
            {sections.map((section) => (
              <li key={section}>
                <a href={hashOf(section)} aria-current={section === current ? 'page' : undefined}>
                  {SECTION_TITLES[section]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Masthead({ facts: { overview, since, until, only } }: { readonly facts: ReportFacts }) {
  return (
    <div class="masthead">
      <p class="product">OAuth Guardian</p>
      <h1>
        {only ? (
          <>
            <Name text={only.name} /> in{' '}
          </>
        ) : (
          'OAuth clients of '
        )}
        <Name text={overview.genesysOrg?.name ?? overview.org} />
      </h1>
      <p class="made">
        Made <Time at={until} />
        <ReportAge until={until} /> · looks back to <DayOf at={since} />
        {overview.genesysOrg ? (
          <>
            {' '}
            · org <Name text={overview.org} />
          </>
        ) : null}
      </p>
    </div>
  );
}
