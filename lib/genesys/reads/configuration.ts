import type { OAuthClient } from '../../domain/client.ts';
import type { Authorization, Division, Role } from '../../domain/org.ts';
import { authorization } from '../doors/authorization.ts';
import { oauthClient } from '../doors/client.ts';
import { division } from '../doors/division.ts';
import { role } from '../doors/role.ts';
import { readLinkedPages, readNumberedPages } from '../listing.ts';
import { type Judged, judgeListing } from '../outcome.ts';
import type { Session } from '../session.ts';

/** All OAuth clients of the org: one request, unless Genesys starts to page them. Needs `oauth:client:view`. */
export async function readClients(session: Session): Promise<Judged<OAuthClient>> {
  const listing = await readLinkedPages(
    () => session.sdk.oauth.getOauthClients(),
    (query) => session.follow('/api/v2/oauth/clients', query),
  );
  return judgeListing(oauthClient, listing);
}

/** Authorisations of clients that are not the org's own. Needs `oauth:client:authorize`, so it is opt-in. */
export async function readAuthorizations(session: Session): Promise<Judged<Authorization>> {
  const listing = await readLinkedPages(
    () => session.sdk.oauth.getOauthAuthorizations(),
    (query) => session.follow('/api/v2/oauth/authorizations', query),
  );
  return judgeListing(authorization, listing);
}

/** All roles with their permissions and the number of people who hold them. Needs `authorization:role:view`. */
export async function readRoles({ sdk, pageSize }: Session): Promise<Judged<Role>> {
  const listing = await readNumberedPages(
    (paging) => sdk.authorization.getAuthorizationRoles({ ...paging, userCount: true }),
    pageSize,
  );
  return judgeListing(role, listing);
}

/** All divisions. Needs no permission. */
export async function readDivisions({ sdk, pageSize }: Session): Promise<Judged<Division>> {
  const listing = await readNumberedPages((paging) => sdk.authorization.getAuthorizationDivisions(paging), pageSize);
  return judgeListing(division, listing);
}
