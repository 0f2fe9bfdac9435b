import type { Permission } from '../../domain/permission.ts';
import type { Need } from '../optimum/need.ts';
import { type Holding, isServed, type Naming } from './names.ts';

/**
 * The need without alternatives that advice may not take. Permissions of which any one opens a call may still show
 * different data (a recording, a segment of it, its screen), so a call that the held ones serve keeps to these: nobody
 * has seen it work with another. Scopes open and close operations and nothing else, so there any one is as good.
 */
export function provenNeed(need: Need, { kind }: Naming, holds: Holding): Need {
  switch (kind) {
    case 'scopes':
      return need;
    case 'permissions':
      return isServed(need, holds) ? only(need, (alternative) => alternative.every(holds)) : impersonal(need);
    default:
      return kind satisfies never;
  }
}

/** Without alternatives that serve people only, unless there are no others: client credentials are nobody. */
function impersonal(need: Need): Need {
  const others = only(need, (alternative) => !alternative.some(isPersonal));
  return others.alternatives.length > 0 ? others : need;
}

/** Permissions over what is the caller's own, by their names in the API definition. */
function isPersonal(permission: Permission): boolean {
  return PERSONAL_ACTION.test(permission) || PERSONAL_ENTITY.test(permission);
}

const PERSONAL_ACTION = /:(viewOwn|editOwn|selfView|selfEdit|selfDelete|disassociateSelf)$/;
const PERSONAL_ENTITY = /^(analytics:agentConversationDetail|telephony:self[A-Z]\w*):/;

function only(need: Need, isWanted: (alternative: readonly string[]) => boolean): Need {
  return { ...need, alternatives: need.alternatives.filter(isWanted) };
}
