import { byVendorAndName } from '../../domain/client-order.ts';
import type { SourceName } from '../../domain/coverage.ts';
import { gapsOf } from '../../domain/gaps.ts';
import type { OrgConfig } from '../../domain/manifest.ts';
import { isSwitchedOn } from '../../domain/own-permissions.ts';
import {
  RESIDUE_KINDS,
  type Residue,
  type ResidueItem,
  type ResidueKind,
  type UnknownResidue,
} from '../../domain/residue.ts';
import type { RunRecord } from '../../domain/run.ts';
import { authorizationsIdle } from './authorization-idle.ts';
import { clientsAwaitingDeletion } from './client-awaits-deletion.ts';
import { clientsUnowned } from './client-unowned.ts';
import type { ResidueFacts } from './facts.ts';
import { implicitGrants } from './implicit-grant.ts';
import type { Look } from './kind.ts';
import { rolesOnPeople } from './role-on-people.ts';
import { rolesUnused } from './role-unused.ts';

/** How each kind is looked for, and the sources without which nothing, or not everything, can be told of it. */
const LOOKS: Readonly<Record<ResidueKind, { readonly look: Look; readonly needs: readonly SourceName[] }>> = {
  'role-on-people': { look: rolesOnPeople, needs: ['clients', 'roles'] },
  'role-unused': { look: rolesUnused, needs: ['clients', 'roles'] },
  'authorization-idle': { look: authorizationsIdle, needs: ['authorizations', 'usage'] },
  'client-unowned': { look: clientsUnowned, needs: ['clients'] },
  'client-awaits-deletion': { look: clientsAwaitingDeletion, needs: ['clients'] },
  'implicit-grant': { look: implicitGrants, needs: ['clients'] },
};

/** Everything that is left over in an org as of a run. Pure. */
export function residueOf(facts: ResidueFacts, run: Pick<RunRecord, 'coverage' | 'sources'>): Residue {
  const looked = RESIDUE_KINDS.map((kind) => ({ kind, ...LOOKS[kind].look(facts) }));
  return {
    items: looked.flatMap(({ items }) => [...items].sort((a, b) => byVendorAndName(placeOf(a), placeOf(b)))),
    unknown: looked.flatMap(({ kind, unknown }) => [
      ...neededFor(kind, facts.org).flatMap((source) => blindness(kind, source, facts.org, run)),
      ...unknown.map((why) => ({ kind, why })),
    ]),
  };
}

/** Apps hold roles, too. Where they are not read by choice, the item itself says to look at them. */
function neededFor(kind: ResidueKind, org: OrgConfig): readonly SourceName[] {
  const { needs } = LOOKS[kind];
  return kind === 'role-unused' && isSwitchedOn('authorizations', org) ? [...needs, 'authorizations'] : needs;
}

/** What can be told before the first run: nothing. */
export const NOTHING_KNOWN: Residue = {
  items: [],
  unknown: RESIDUE_KINDS.map((kind) => ({ kind, why: 'No run was made yet, so nothing is known.' })),
};

/** Why a source does not tell everything as of a run; nothing where it was last read whole. */
function blindness(
  kind: ResidueKind,
  source: SourceName,
  org: OrgConfig,
  run: Pick<RunRecord, 'coverage' | 'sources'>,
): UnknownResidue[] {
  if (!isSwitchedOn(source, org)) {
    return [{ kind, why: `Source ${source} is switched off for this org in guardian.yaml.`, onPurpose: true }];
  }
  const gap = gapsOf(run).find((each) => each.source === source);
  const { completeAt } = run.sources[source] ?? {};
  if (!gap) return completeAt === undefined ? [{ kind, why: `Source ${source} was never read yet.` }] : [];
  const reason = gap.reason ? ` (${gap.reason})` : '';
  return completeAt === undefined
    ? [{ kind, why: `Source ${source} was never read whole${reason}.` }]
    : [{ kind, why: `Source ${source} was last read whole at ${completeAt}, and not since${reason}.` }];
}

function placeOf({ vendor, subject: { id, name } }: ResidueItem) {
  return { vendor, name, id };
}
