import type { Read } from '../domain/coverage.ts';
import { type KnownPermission, permissionCollection } from './doors/permission-catalogue.ts';
import { readNumberedPages } from './listing.ts';
import { openConnection } from './opening.ts';
import { judgeListing, readOf } from './outcome.ts';
import type { GenesysOptions } from './source.ts';

/** Every permission that the org knows, and whether divisions restrict it. Needs a token and no permission. */
export function readPermissionCatalogue(options: GenesysOptions): Promise<Read<KnownPermission>> {
  const { sdk, pageSize } = openConnection(options).session();
  return readOf(options.now, async () => {
    const listing = await readNumberedPages(
      (paging) => sdk.authorization.getAuthorizationPermissions(paging),
      pageSize,
    );
    const { items, problems } = judgeListing(permissionCollection, listing);
    return { items: items.flatMap(({ permissions }) => permissions), problems };
  });
}
