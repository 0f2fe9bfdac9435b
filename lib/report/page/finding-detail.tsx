import type { Finding, Json } from '../../domain/finding.ts';
import { hashOf } from '../view/route.ts';
import { ChangeLines } from './change-lines.tsx';
import { Fact } from './fact.tsx';
import { Name } from './name.tsx';
import { Age, Time } from './time.tsx';

/** Everything that is known of a finding. */
export function FindingDetail({ finding }: { readonly finding: Finding }) {
  const { id, because, change, fix, actor, firstSeen, lastSeen, asOf } = finding;
  return (
    <div class="detail">
      <p>
        <Name text={because} />
      </p>
      <ChangeLines change={change} />
      {fix.length === 0 ? null : (
        <>
          <h4>What to do</h4>
          <ol>
            {fix.map((step) => (
              <li>
                <Name text={step} />
              </li>
            ))}
          </ol>
        </>
      )}
      <Decision finding={finding} />
      <dl class="facts">
        {actor === undefined ? null : (
          <Fact title="By">
            <Name text={actor.name ?? actor.id} />
            {actor.at === undefined ? null : (
              <>
                , <Time at={actor.at} />
              </>
            )}
          </Fact>
        )}
        <Fact title="First seen">
          <Time at={firstSeen} /> (<Age at={firstSeen} />)
        </Fact>
        <Fact title="Last seen">
          <Time at={lastSeen} />
        </Fact>
        <Fact title="Data as of">
          <Time at={asOf} />
        </Fact>
        {Object.entries(finding.evidence).map(([name, value]) => (
          <Fact key={name} title={name}>
            <Name text={evidenceText(value)} />
          </Fact>
        ))}
        <Fact title="Id">
          <a href={hashOf('findings', { id })}>
            <code>{id}</code>
          </a>
        </Fact>
      </dl>
    </div>
  );
}

/** What somebody decided about it, and how to decide. */
function Decision({ finding: { id, state, acknowledgement, waiver } }: { readonly finding: Finding }) {
  if (waiver) {
    return (
      <p class="decision">
        Waived by <Name text={waiver.by} /> until <Time at={waiver.until} /> (<Age at={waiver.until} />
        ): <Name text={waiver.reason} />
      </p>
    );
  }
  if (acknowledgement) {
    return (
      <p class="decision">
        <Name text={acknowledgement.owner} /> looks after it since <Time at={acknowledgement.at} />
        {acknowledgement.note === undefined ? null : (
          <>
            : <Name text={acknowledgement.note} />
          </>
        )}
      </p>
    );
  }
  return state === 'open' ? (
    <p class="decision quiet">
      To decide: <code>guardian ack {id}</code> or <code>guardian waive {id}</code>
    </p>
  ) : null;
}

function evidenceText(value: Json): string {
  if (Array.isArray(value)) return value.map(evidenceText).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
