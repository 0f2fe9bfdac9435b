import type { Permission } from '../../domain/permission.ts';
import type { Need } from '../optimum/need.ts';
import type { Holding, Naming } from './names.ts';

/**
 * The needs without alternatives that advice may not take. Permissions of which any one opens a call may still show
 * different data (a recording, a segment of it, its screen), so a call that the held ones serve keeps to these: nobody
 * has seen it work with another. What is granted as it is written comes before what a wildcard covers: somebody chose it.
 * Scopes open and close operations and nothing else, so there any one is as good.
 *
 * @param held names as they are granted
 */
export function provenNeeds(needs: readonly Need[], naming: Naming, held: readonly string[]): readonly Need[] {
  switch (naming.kind) {
    case 'scopes':
      return needs;
    case 'permissions': {
      const written = new Set(held);
      const choices: readonly Holding[] = [(name) => written.has(name), naming.holding(held), () => true];
      return needs.map((need) => impersonal(firstChoice(need, choices)));
    }
    default:
      return naming.kind satisfies never;
  }
}

function firstChoice(need: Need, choices: readonly Holding[]): Need {
  const chosen = choices.map((isChosen) => only(need, (alternative) => alternative.every(isChosen)));
  return chosen.find(({ alternatives }) => alternatives.length > 0) ?? need;
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
