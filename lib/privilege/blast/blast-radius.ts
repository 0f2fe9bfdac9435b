import type { OrgConfig } from '../../domain/manifest.ts';
import type { ClientEvidence } from '../advice/advice.ts';
import { heldNames, type Naming, namingOf, unreadRoles } from '../advice/names.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { BlastRadius } from './blast.ts';
import { powersOf } from './powers.ts';
import { approvedNames, reachOf } from './reach.ts';

/** What an attacker could do who holds the client, and where; undefined if nobody knows what restricts the client. */
export function blastRadius(
  evidence: ClientEvidence,
  { catalogue, enforceScopes }: { readonly catalogue: Catalogue } & Pick<OrgConfig, 'enforceScopes'>,
): BlastRadius | undefined {
  const naming = namingOf(evidence.client.grantType);
  if (!naming) return undefined;
  const reach = naming.kind === 'permissions' ? reachOf(evidence, catalogue) : [];
  return {
    client: { id: evidence.client.id, name: evidence.client.name },
    vendor: evidence.vendor?.name ?? null,
    powers: powersOf(heldNames(evidence, naming), { naming, catalogue }),
    approvedDivisions: naming.kind === 'permissions' ? approvedNames(evidence) : null,
    reach,
    notes: [
      ...restrictionNotes(evidence, naming, enforceScopes),
      ...(reach.some(({ isUncertain }) => isUncertain)
        ? ['The API definition does not say which permissions are restricted by divisions: all of them are counted.']
        : []),
    ],
  };
}

function restrictionNotes(
  evidence: ClientEvidence,
  { kind }: Naming,
  enforceScopes: OrgConfig['enforceScopes'],
): string[] {
  switch (kind) {
    case 'scopes':
      return [
        'Whoever holds it acts as the people who signed in with it, and may do at most what they may.',
        ...(enforceScopes === true
          ? []
          : [
              `${enforceScopes === false ? 'The org does not enforce scopes' : 'Nobody has said that the org enforces scopes'}: without that, scopes hold nobody back.`,
            ]),
      ];
    case 'permissions': {
      const unread = unreadRoles(evidence);
      return [
        'Whoever holds its secret needs no person to sign in.',
        ...(unread.length > 0 ? [`What these roles give could not be read: ${unread.join(', ')}.`] : []),
      ];
    }
    default:
      return kind satisfies never;
  }
}
