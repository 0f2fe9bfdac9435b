import type { SinceLast as News, ReportFacts } from '../../domain/report.ts';
import { counted } from '../view/numbers.ts';
import { ClientLink, FindingLink } from './links.tsx';
import { SeverityMark } from './marks.tsx';
import { Name } from './name.tsx';
import { Age, Time } from './time.tsx';

/** What is new since the report before this one. */
export function SinceLast({ facts }: { readonly facts: ReportFacts }) {
  const { sinceLast } = facts;
  if (sinceLast === null) {
    return (
      <section class="panel" aria-label="Since the last report">
        <h3>Since the last report</h3>
        <p class="quiet">There is no earlier report to compare this one with.</p>
      </section>
    );
  }
  const { at, opened, resolved, changed, clients, isPartial } = sinceLast;
  const isQuiet = opened.length + resolved.length + changed.length + clients.length === 0;
  return (
    <section class="panel" aria-label="Since the last report">
      <h3>
        Since the last report, <Age at={at} />
      </h3>
      <p class="quiet">
        It was made on <Time at={at} />.{isQuiet ? ' Nothing is known to have changed since.' : ''}
        {isPartial ? ' More happened since than a report reads: the oldest of it is left out here.' : ''}
      </p>
      <FindingGroup title="opened" ids={opened} facts={facts} />
      <FindingGroup title="resolved" ids={resolved} facts={facts} />
      <FindingGroup title="changed" ids={changed} facts={facts} />
      <ClientGroup news={sinceLast} facts={facts} />
    </section>
  );
}

/** More of them than this are counted, and stand in the list of findings. */
const SHOWN = 8;

interface FindingGroupProps {
  readonly title: string;
  readonly ids: readonly string[];
  readonly facts: ReportFacts;
}

function FindingGroup({ title, ids, facts }: FindingGroupProps) {
  if (ids.length === 0) return null;
  const wanted = new Set(ids);
  const known = facts.findings.filter(({ id }) => wanted.has(id)).slice(0, SHOWN);
  const left = ids.length - known.length;
  return (
    <div class="news">
      <h4>
        {counted(ids.length, 'finding')} {title}
      </h4>
      <ul class="plain">
        {known.map(({ id, severity, title: words, client }) => (
          <li class="line" key={id}>
            <SeverityMark severity={severity} />
            <span class="line-main">
              <FindingLink id={id}>
                <Name text={words} />
              </FindingLink>
              <span class="line-beside">
                <ClientLink client={client} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      {left > 0 ? <p class="quiet">and {left} more</p> : null}
    </div>
  );
}

function ClientGroup({ news: { clients: ids }, facts }: { readonly news: News; readonly facts: ReportFacts }) {
  if (ids.length === 0) return null;
  const wanted = new Set(ids);
  const known = facts.clients.filter(({ id }) => wanted.has(id)).slice(0, SHOWN);
  const left = ids.length - known.length;
  return (
    <div class="news">
      <h4>{counted(ids.length, 'client')} came, changed or went</h4>
      <p class="together">
        {known.map((client, index) => (
          <span key={client.id}>
            {index > 0 ? ', ' : ''}
            <ClientLink client={client} />
            {client.isGone ? ' (gone)' : ''}
          </span>
        ))}
        {left > 0 ? `, and ${left} more` : ''}
      </p>
    </div>
  );
}
