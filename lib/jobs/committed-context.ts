import type { Coverage, SourceCoverage, SourceName } from '../domain/coverage.ts';
import type { GuardianConfig, OrgConfig } from '../domain/manifest.ts';
import type { EntityOf, OrgSnapshot } from '../domain/org.ts';
import type { ApprovableKind, ApprovalChange, Head, RunState } from '../domain/run.ts';
import type { RuleContext } from '../rules/rule.ts';
import { ruleContext } from './facts.ts';
import { type Memory, present } from './memory.ts';

/**
 * What rules look at, put together from what is committed and nothing else: to judge the past again, or to see what a
 * decision would mean before it is made. Of usage and of the guardian's own client it knows nothing, so what hangs on
 * them is unknown. Pure.
 */
export function committedContext(options: {
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly memory: Pick<Memory, 'heads' | 'roleBodies'>;
  readonly latest: Pick<RunState, 'sources' | 'at'>;
  /** ISO time at which rules judge. */
  readonly now: string;
}): RuleContext {
  const { org, config, memory, latest, now } = options;
  const { heads, roleBodies } = memory;
  return ruleContext({
    org,
    config,
    now,
    coverage: committedCoverage(latest),
    sources: latest.sources,
    snapshot: committedSnapshot(memory),
    heads: heads.client,
    authorizationHeads: heads.authorization,
    revisions: [],
    newApprovals: [],
    roleBodies,
    unsettledClients: new Set(),
  });
}

/** All entities that were there when last seen. */
export function committedSnapshot({ heads }: Pick<Memory, 'heads'>): Required<OrgSnapshot> {
  return {
    client: present(heads.client),
    role: present(heads.role),
    division: present(heads.division),
    integration: present(heads.integration),
    authorization: present(heads.authorization),
  };
}

/** The memory as it will be once an approval is committed. */
export function withApproval<M extends Pick<Memory, 'heads'>>(memory: M, change: ApprovalChange, at: string): M {
  const { heads } = memory;
  switch (change.kind) {
    case 'client':
      return { ...memory, heads: { ...heads, client: approvedIn(heads.client, change, at) } };
    case 'authorization':
      return { ...memory, heads: { ...heads, authorization: approvedIn(heads.authorization, change, at) } };
    default:
      return change satisfies never;
  }
}

function approvedIn<K extends ApprovableKind>(
  heads: ReadonlyMap<string, Head<K>>,
  { id, body, by, roles, divisions }: Omit<ApprovalChange, 'body'> & { readonly body: EntityOf[K] },
  at: string,
): ReadonlyMap<string, Head<K>> {
  const head = heads.get(id);
  if (!head) return heads;
  return new Map([...heads, [id, { ...head, approval: { body, by, at, roles, ...(divisions && { divisions }) } }]]);
}

/** How much of each source was seen when it was last read: a source that failed since is no longer known whole. */
export function committedCoverage({ sources, at }: Pick<RunState, 'sources' | 'at'>): Coverage {
  const seen = (source: SourceName): SourceCoverage => {
    const { completeAt, failures = 0, reason } = sources[source] ?? {};
    const facts = { count: 0, asOf: completeAt ?? at, ...(reason && { reason }) };
    if (failures > 0) return { ...facts, status: completeAt ? 'incomplete' : 'failed' };
    return { ...facts, status: completeAt ? 'complete' : 'skipped' };
  };
  return {
    clients: seen('clients'),
    roles: seen('roles'),
    divisions: seen('divisions'),
    usage: seen('usage'),
    authorizations: seen('authorizations'),
    integrations: seen('integrations'),
    audits: seen('audits'),
  };
}
