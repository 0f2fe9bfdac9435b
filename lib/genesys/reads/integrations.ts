import type { Integration } from '../../domain/org.ts';
import { installation, integrationType, joined } from '../doors/integration.ts';
import { readNumberedPages } from '../listing.ts';
import { type Judged, judgeListing } from '../outcome.ts';
import type { Session } from '../session.ts';

/**
 * Installed integrations with the vendor of their type. Needs `integrations:integration:view`.
 *
 * Where not all types were seen, an integration of an unseen type is left out: without its vendor it would look changed.
 * A type that a complete catalogue does not list has no vendor.
 */
export async function readIntegrations({ sdk, pageSize }: Session): Promise<Judged<Integration>> {
  const installed = judgeListing(
    installation,
    await readNumberedPages((paging) => sdk.integrations.getIntegrations(paging), pageSize),
  );
  const known = judgeListing(
    integrationType,
    await readNumberedPages((paging) => sdk.integrations.getIntegrationsTypes(paging), pageSize),
  );
  const typeOf = new Map(known.items.map((type) => [type.id, type]));
  const isWholeCatalogue = known.problems.length === 0;
  const items = installed.items.flatMap((entity) => {
    const type = typeOf.get(entity.typeId);
    if (type) return [joined(type, entity)];
    return isWholeCatalogue ? [{ ...entity, vendorClientIds: [] }] : [];
  });
  const untyped = installed.items.length - items.length;
  return {
    items,
    problems: [
      ...installed.problems,
      ...known.problems.map((problem) => `integration types: ${problem}`),
      ...(untyped > 0
        ? [`${untyped} of ${installed.items.length} integrations left out: their type was not seen`]
        : []),
    ],
  };
}
