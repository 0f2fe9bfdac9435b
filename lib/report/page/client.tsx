import type { ReportClient, ReportFacts } from '../../domain/report.ts';
import { percent, short, whole } from '../view/numbers.ts';
import { hashOf, type Route } from '../view/route.ts';
import { isSeenWhole } from '../view/sight.ts';
import { span } from '../view/time.ts';
import { BASIS_WORDS } from '../view/words.ts';
import { Advice } from './advice.tsx';
import { ClientGrants } from './client-grants.tsx';
import { ClientScopes } from './client-scopes.tsx';
import { ClientUsage } from './client-usage.tsx';
import { EventTable } from './event-table.tsx';
import { Fact } from './fact.tsx';
import { FindingList } from './finding-list.tsx';
import { VendorName } from './links.tsx';
import { Name } from './name.tsx';
import { Revisions } from './revisions.tsx';
import { Age, Time } from './time.tsx';

interface ClientProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly isLive: boolean;
}

/** Everything about one client. */
export function ClientSection({ facts, route: { id }, isLive }: ClientProps) {
  const client = facts.clients.find((one) => one.id === id);
  if (!client)
    return <p>This report does not hold that client: it was gone before the range, or belongs to another org.</p>;
  const findings = facts.findings.filter((finding) => finding.client.id === id);
  const events = facts.events.filter((event) => event.client.id === id);
  return (
    <>
      {facts.only || !isLive ? null : (
        <p>
          <a href={hashOf('clients')}>All clients</a>
        </p>
      )}
      <ClientFacts client={client} />
      <h3>Findings</h3>
      <FindingList findings={findings} isSeenWhole={isSeenWhole(facts.overview)} />
      <h3>Usage</h3>
      <ClientUsage client={client} quota={facts.quota} />
      <h3>Least grant</h3>
      <Advice client={client} />
      <ClientScopes client={client} />
      <ClientGrants client={client} />
      <h3>Revisions</h3>
      <Revisions revisions={client.revisions} />
      <h3>What happened</h3>
      {events.length === 0 ? <p class="quiet">Nothing in this range.</p> : <EventTable events={events.slice(0, 50)} />}
    </>
  );
}

function ClientFacts({ client }: { readonly client: ReportClient }) {
  const { id, vendor, owner, grantType, state, isGone, since, approvedBy, tokenSeconds, redirectUris } = client;
  return (
    <dl class="facts wide">
      <Fact title="Vendor">
        <VendorName vendor={vendor} />
        {owner === null ? null : (
          <>
            , <Name text={owner} />
          </>
        )}
      </Fact>
      <Fact title="Grant type">
        {grantType.toLowerCase().replaceAll('-', ' ')}; {RESTRICTED[client.restrictedBy]}
      </Fact>
      <Fact title="State">{isGone ? 'gone: this is its last known state' : state}</Fact>
      <Fact title="As it is since">
        <Time at={since} /> (<Age at={since} />)
      </Fact>
      <Fact title="Approved by">{approvedBy === null ? 'nobody' : BASIS_WORDS[approvedBy]}</Fact>
      <Fact title="Token lifetime">{span(tokenSeconds * 1000)}</Fact>
      <Fact title="Share of the quota">
        {percent(client.share)}, {short(client.perHour)} requests per hour
      </Fact>
      <Fact title="Forecast of the month">{whole(client.forecastMonth)}</Fact>
      {client.deletesAt === undefined ? null : (
        <Fact title="Will be deleted">
          <Time at={client.deletesAt} />
        </Fact>
      )}
      {redirectUris.length === 0 ? null : (
        <Fact title="Redirect URIs">
          {redirectUris.map((uri) => (
            <div>
              <Name text={uri} />
            </div>
          ))}
        </Fact>
      )}
      <Fact title="Id">
        <code>
          <Name text={id} />
        </code>
      </Fact>
    </dl>
  );
}

const RESTRICTED: Readonly<Record<ReportClient['restrictedBy'], string>> = {
  scopes: 'its scopes restrict it',
  permissions: 'its roles restrict it, scopes do not',
  unknown: 'what restricts it is unknown',
};
