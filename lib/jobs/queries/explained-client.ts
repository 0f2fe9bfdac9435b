import type { OAuthClient } from '../../domain/client.ts';
import type { Authorization } from '../../domain/org.ts';
import type { Head } from '../../domain/run.ts';
import type { Store } from '../../ports.ts';
import { findClient } from './find-client.ts';
import { stateOf } from './org-at.ts';

/** Whom somebody means, and what of it is known. */
export interface ExplainedClient {
  readonly id: string;
  readonly name: string;
  /** `vendor-owned`: a vendor's own client, which this org only authorised. */
  readonly kind: 'client' | 'gone' | 'vendor-owned' | 'unknown';
  /** Its settings; absent where they are not this org's, or not known. */
  readonly client?: OAuthClient;
  /** What has to be said of it before anything else. */
  readonly notices: readonly string[];
}

/**
 * The client that a person means, as it was at a time: one of the org, gone or present, or a vendor's own.
 *
 * @param at ISO time; absent: now
 * @throws UsageError for a name that nobody has, or several
 */
export async function explainedClient(store: Store, org: string, text: string, at?: string): Promise<ExplainedClient> {
  const heads = await store.heads(org, 'client');
  const wanted = text.trim().toLowerCase();
  const isOwn = heads.some(({ id, body, last }) => id === wanted || isNamed((body ?? last)?.name, wanted));
  const foreign = isOwn ? undefined : await vendorOwned(store, org, wanted);
  if (foreign) return foreign;
  if (!isOwn && UUID.test(wanted)) return unknownId(wanted);
  const { id, name } = await findClient(store, org, text);
  const head = heads.find((one) => one.id === id);
  return head ? known(store, org, { head, name, at }) : unknownId(id);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function known(
  store: Store,
  org: string,
  { head, name, at }: { readonly head: Head<'client'>; readonly name: string; readonly at: string | undefined },
): Promise<ExplainedClient> {
  const { id, since, last } = head;
  const body = at === undefined ? head.body : await stateOf(store, org, head, at);
  const changed =
    at !== undefined && since > at ? [`The client has changed since: guardian diff ${id} --from ${at} shows how.`] : [];
  if (body) return { id, name: body.name, kind: 'client', client: body, notices: changed };
  const wasThere = at === undefined || since <= at;
  const notices = wasThere
    ? [
        `The client is gone: the guardian has not seen it since ${since}. Its tokens open nothing, whatever its roles were.`,
      ]
    : ['The client was not known at that time: it did not exist, or had been deleted, or nobody had looked yet.'];
  // What it last held still tells what a new client would need.
  const gone = wasThere && last ? { client: { ...last, state: 'deleted' } } : {};
  return { id, name, kind: 'gone', ...gone, notices: [...notices, ...changed] };
}

/** An app of AppFoundry uses its vendor's client: the org lists it among what it authorised, or not at all. */
async function vendorOwned(store: Store, org: string, wanted: string): Promise<ExplainedClient | undefined> {
  const [authorizations, integrations] = await Promise.all([
    store.heads(org, 'authorization'),
    store.heads(org, 'integration'),
  ]);
  const authorization = authorizations
    .flatMap(({ body }): Authorization[] => (body ? [body] : []))
    .find(({ id, name }) => id === wanted || isNamed(name, wanted));
  if (authorization) {
    const { id, name, scopes, state } = authorization;
    const held = scopes.length > 0 ? ` It was authorised for ${scopes.join(', ')}.` : '';
    return {
      id,
      name,
      kind: 'vendor-owned',
      notices: [
        `${name} is a vendor's own client, which this org authorised (${state}): its settings and roles are the vendor's, and no org can read them.${held}`,
        ...(state === 'Authorized' ? [] : [`Its authorisation is ${state}: calls fail until somebody authorises it.`]),
      ],
    };
  }
  const integration = integrations
    .flatMap(({ body }) => body ?? [])
    .find(({ vendorClientIds, vendorName, name }) => {
      if (vendorClientIds.includes(wanted)) return true;
      return vendorClientIds.length > 0 && (isNamed(vendorName, wanted) || isNamed(name, wanted));
    });
  if (!integration) return undefined;
  const vendor = integration.vendorName ?? integration.name;
  return {
    id: integration.vendorClientIds.find((id) => id === wanted) ?? integration.vendorClientIds[0] ?? wanted,
    name: vendor,
    kind: 'vendor-owned',
    notices: [
      `This is a client of the vendor ${vendor} (integration ${integration.name}), not of this org: its settings and roles are the vendor's, and no org can read them.${integration.supportContact ? ` Support: ${integration.supportContact}` : ''}`,
    ],
  };
}

/** True for the name, and for its beginning. */
function isNamed(name: string | undefined, wanted: string): boolean {
  return wanted !== '' && name !== undefined && name.toLowerCase().startsWith(wanted);
}

function unknownId(id: string): ExplainedClient {
  return {
    id,
    name: id,
    kind: 'unknown',
    notices: [
      `No client with the id ${id} is known in this org: it is of another org or region, a vendor's own, younger than the last scan, or mistyped. What follows is about the call alone.`,
    ],
  };
}
