import type { OAuthClient } from '../../domain/client.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { ApprovalChange, RunState } from '../../domain/run.ts';
import { approvalsOf } from '../approve.ts';
import { committedCoverage } from '../committed-context.ts';
import { vendorOf } from '../vendor-of.ts';
import type { Past } from './past.ts';
import type { PastOrg } from './past-org.ts';

/** An org as a scan would have found it. */
interface Sight {
  readonly org: PastOrg;
  /** Those that may have changed. */
  readonly clients: ReadonlyMap<string, OAuthClient>;
  /** What was known of the sources before, and now. */
  readonly before: RunState['sources'];
  readonly sources: RunState['sources'];
  /** ISO time. */
  readonly at: string;
}

/** What a scan approves by itself, by the scan's own code: first sightings, and roles that the manifest names. */
export function approvedBySight(
  { org, config, past }: { readonly org: OrgConfig; readonly config: GuardianConfig; readonly past: Past },
  { org: { heads, snapshot, roleBodies }, clients, before, sources, at }: Sight,
): readonly ApprovalChange[] {
  const coverage = committedCoverage({ at, sources });
  const isComplete = (source: keyof typeof coverage) => coverage[source].status === 'complete';
  const none = { unsettled: [], revisions: [] };
  return approvalsOf({
    observation: {
      kinds: {
        client: { ...none, entities: clients, isComplete: isComplete('clients') },
        role: { ...none, entities: snapshot.role, isComplete: isComplete('roles') },
        division: { ...none, entities: snapshot.division, isComplete: isComplete('divisions') },
        integration: { ...none, entities: snapshot.integration, isComplete: isComplete('integrations') },
        authorization: { ...none, entities: snapshot.authorization, isComplete: isComplete('authorizations') },
      },
      snapshot,
      revisions: [],
    },
    memory: { heads, roleBodies, unresolved: [], usageDays: [], endpoints: [] },
    latest: {
      sources: before,
      ...(past.baselineAt !== undefined && at > past.baselineAt && { baselineAt: past.baselineAt }),
    },
    vendorOf: (client) => vendorOf(client, { vendors: config.vendors, orgName: org.name, heads: heads.client }),
  });
}
