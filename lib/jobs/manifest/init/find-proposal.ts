import { addDays, dayOf } from '../../../domain/day.ts';
import type { GuardianConfig } from '../../../domain/manifest.ts';
import type { ManifestProposal } from '../../../domain/manifest-proposal.ts';
import type { OrgState } from '../../../domain/org-state.ts';
import { daysSinceLastRequest } from '../../../domain/usage/idle-time.ts';
import { endpointForm } from '../../../domain/written-forms.ts';
import type { Store } from '../../../ports.ts';
import { advise, isAdvice } from '../../../privilege/advice/index.ts';
import { approvedGrant } from '../../../privilege/apply/index.ts';
import type { Catalogue } from '../../../privilege/catalogue/catalogue.ts';
import { platformCatalogue } from '../../../privilege/catalogue/platform-catalogue.ts';
import { eachEvidence, evidenceGround } from '../../queries/client-evidence.ts';
import { findUsage } from '../../queries/usage.ts';
import { lastState } from '../last-state.ts';
import type { KnownUse } from './known-use.ts';
import { type ProposalInput, proposeManifest } from './propose.ts';

/** How a manifest is to be proposed. */
export interface ProposalQuery extends Omit<ProposalInput, 'state' | 'thresholds' | 'uses'> {
  readonly store: Store;
  readonly config: GuardianConfig;
  /** What operations need. Default: the catalogue that comes with the guardian. */
  readonly catalogue?: Catalogue;
}

/** A proposal from what is committed, and the state that it was made of; undefined where no run was made yet. */
export async function findProposal(
  query: ProposalQuery,
): Promise<{ readonly proposal: ManifestProposal; readonly state: OrgState } | undefined> {
  const { config } = query;
  const state = await lastState(query);
  if (!state) return undefined;
  return {
    state,
    proposal: proposeManifest({ ...query, state, thresholds: config.thresholds, uses: await knownUses(query) }),
  };
}

/** What the calls of each client say. Vendors of a file are left out: what it announces is not what was seen. */
async function knownUses(query: ProposalQuery): Promise<ReadonlyMap<string, KnownUse>> {
  const { store, org, now, catalogue = platformCatalogue() } = query;
  const config = { ...query.config, vendors: [] };
  const source = { store, org, config, now };
  const ground = await evidenceGround(source);
  if (!ground) return new Map();
  const { unusedDays } = config.thresholds;
  const today = dayOf(now);
  const context = { catalogue, now, thresholds: config.thresholds, enforceScopes: org.enforceScopes };
  const ids = [...ground.clients.values()].filter(({ body }) => body !== null).map(({ id }) => id);
  const [days, usage] = await Promise.all([
    store.usageDays(org.name, addDays(today, -(unusedDays + LATE_DAYS)), today),
    findUsage({ ...source, since: addDays(today, -RECENT_DAYS), until: now.toISOString() }),
  ]);
  const shares = new Map(usage.clients.map(({ client, share }) => [client.id, share] as const));
  const uses = await eachEvidence(source, ground, ids, (evidence): readonly [string, KnownUse] => {
    const { id } = evidence.client;
    const advice = advise(evidence, context);
    const idleDays = daysSinceLastRequest(days, id, now, unusedDays);
    const share = shares.get(id);
    return [
      id,
      {
        ...(isAdvice(advice) ? { advice } : { noAdvice: advice.why }),
        calls: isAdvice(advice)
          ? approvedGrant({ advice, evidence, catalogue }).calls.filter((call) => endpointForm.safeParse(call).success)
          : [],
        ...(idleDays !== undefined && { idleDays }),
        ...(share !== undefined && share !== null && { share }),
      },
    ];
  });
  return new Map(uses);
}

/** Genesys counts a day up to two days late. */
const LATE_DAYS = 3;
/** Of these days the rate of a client is told. */
const RECENT_DAYS = 7;
