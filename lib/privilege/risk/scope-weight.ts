import { isReadonlyScope } from '../../domain/scope.ts';
import { scopeRisk } from '../../domain/scope-catalogue.ts';
import { type Breadth, unknownBreadth } from './breadth.ts';
import { actionPart, breadthPart, sensitivityPart } from './parts.ts';
import { type Weigh, weightOf } from './weight.ts';

/**
 * Weighs scopes. A scope without `:readonly` counts as changing, also where it opens nothing that changes today: that
 * is what Genesys names it for.
 */
export function scopeWeigher({ breadth = unknownBreadth }: { readonly breadth?: Breadth } = {}): Weigh {
  return (scope) => {
    const { severity, reason } = scopeRisk(scope);
    return weightOf({
      name: scope,
      parts: [
        actionPart(isReadonlyScope(scope) ? 'reads' : 'changes'),
        sensitivityPart(severity),
        breadthPart(breadth(scope)),
      ],
      reason,
    });
  };
}
