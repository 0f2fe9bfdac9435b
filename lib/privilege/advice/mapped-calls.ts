import { restrictedBy } from '../../domain/client.ts';
import {
  type ApiOperation,
  type Catalogue,
  type Match,
  permissionsKnown,
  subscribesToTopics,
  TOPICS_UNKNOWN,
} from '../catalogue/index.ts';
import type { ClientEvidence, KnownCall, MappedCall, UnmappedCall } from './advice.ts';
import { knownCalls } from './known-calls.ts';

/** Every call that is known of a client, in exactly one of two lists. */
export interface Calls {
  readonly mapped: readonly MappedCall[];
  readonly unmapped: readonly UnmappedCall[];
}

/** Finds the operation of each call; a call that has none keeps the reason, in words. Nothing is dropped. */
export function mappedCalls(evidence: ClientEvidence, catalogue: Catalogue): Calls {
  const isByScopes = restrictedBy(evidence.client.grantType) === 'scopes';
  const mapped: MappedCall[] = [];
  const unmapped: UnmappedCall[] = [];
  for (const call of knownCalls(evidence)) {
    if (isPattern(call)) {
      unmapped.push({ ...call, why: 'a pattern with *: it approves calls and announces none', isPattern: true });
      continue;
    }
    const match = catalogue.find(call.method, call.template);
    if (match.kind === 'unmapped') unmapped.push({ ...call, why: whyUnmapped(match) });
    else mapped.push({ ...call, operation: match.operation, ...doubtOf(match.operation, isByScopes) });
  }
  return { mapped, unmapped };
}

function isPattern({ basis, method, template }: KnownCall): boolean {
  return basis === 'declared' && (method === '*' || template.endsWith('*'));
}

function whyUnmapped(match: Extract<Match, { readonly kind: 'unmapped' }>): string {
  switch (match.why) {
    case 'no method':
      return 'usage names no method';
    case 'no template':
      return 'usage names no template';
    case 'unknown template':
      return 'the catalogue knows no such template: new, retired, or not public';
    case 'unknown method of a known template':
      return `the catalogue knows this template with ${match.methods.join(', ')} only`;
    case 'several operations':
      return `may be any of ${match.candidates.map(({ template }) => template).join(', ')}`;
    default:
      return match satisfies never;
  }
}

function doubtOf(operation: ApiOperation, isByScopes: boolean): Pick<MappedCall, 'doubt'> {
  if (subscribesToTopics(operation)) return { doubt: TOPICS_UNKNOWN };
  if (isByScopes || permissionsKnown(operation)) return {};
  return { doubt: 'the API definition does not say in full which permissions it needs' };
}
