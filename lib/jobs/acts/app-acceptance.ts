import { difference, type Facets } from '../../domain/drift.ts';
import type { Authorization } from '../../domain/org.ts';
import type { ApprovalChange } from '../../domain/run.ts';
import { entityHash } from '../../domain/snapshot.ts';
import { UsageError } from '../../errors.ts';
import { committedContext, withApproval } from '../committed-context.ts';
import { type Acceptance, type AcceptanceInput, assertSeen } from './acceptance.ts';

/**
 * Works out what makes the present authorisation of a vendor's own app the approved one. `guardian.yaml` says nothing
 * about such apps, so the store alone keeps it. Pure.
 *
 * @throws UsageError for one that is gone, and where the last scan did not see all authorisations
 */
export function appAcceptanceOf(input: AcceptanceInput): Acceptance {
  const { org, config, latest, clientId: id, by, note, at } = input;
  assertSeen(latest, ['authorizations', 'roles']);
  const head = input.memory.heads.authorization.get(id);
  if (!head?.body) throw new UsageError(`app ${head?.last?.name ?? id} is gone: there is nothing to accept`);
  const { body } = head;
  const said = { author: by, ...(note !== undefined && { note }) };
  const approval: ApprovalChange = { kind: 'authorization', id, by: 'accepted', body, roles: {}, ...said };
  const approved = head.approval?.body;
  return {
    client: { id, name: body.name },
    approval,
    isStored: approved !== undefined && entityHash('authorization', approved) === entityHash('authorization', body),
    alsoCovers: [],
    change: difference(approved ? facetsOf(approved) : NOTHING, facetsOf(body)),
    notes: [],
    memory: withApproval(input.memory, approval, at),
    before: committedContext({ org, config, memory: input.memory, latest, now: at }),
  };
}

const NOTHING: Facets = { lines: [], values: {} };

function facetsOf({ scopes, roles, state }: Authorization): Facets {
  return {
    lines: [...scopes.map((scope) => `scope ${scope}`), ...roles.map((role) => `role ${role}`)],
    values: { state },
  };
}
