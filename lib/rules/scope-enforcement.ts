import type { OrgConfig } from '../domain/manifest.ts';

/**
 * What a scope finding means in an org that does not, or may not, enforce scopes: a sentence to end `because` with,
 * empty where scopes are enforced. Genesys leaves enforcement off by default, and no API tells whether it is on.
 */
export function enforcementNote({ enforceScopes }: Pick<OrgConfig, 'enforceScopes'>): string {
  switch (enforceScopes) {
    case true:
      return '';
    case false:
      return (
        ' Scopes are not enforced in this org, so today the app can call whatever its signed-in users may, with or ' +
        'without this; the grant becomes real the day enforcement is switched on.'
      );
    case 'unknown':
      return (
        ' Whether this org enforces scopes is unknown (declare enforceScopes in guardian.yaml): if it does not, today ' +
        'the app can call whatever its signed-in users may, and the grant becomes real the day enforcement is ' +
        'switched on.'
      );
    default:
      return enforceScopes satisfies never;
  }
}
