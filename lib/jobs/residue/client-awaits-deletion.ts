import type { OAuthClient } from '../../domain/client.ts';
import { dayOf } from '../../domain/day.ts';
import type { ResidueItem } from '../../domain/residue.ts';
import type { ResidueClient } from './facts.ts';
import { item, type Look, some } from './kind.ts';

/** Clients that get no tokens any more, or soon will not, and are still there. */
export const clientsAwaitingDeletion: Look = ({ clients }) => {
  const present = clients.filter(({ goneSince }) => goneSince === undefined);
  const undocumented = present.filter(({ client }) => !isDocumented(client) && client.deletesAt === undefined);
  return {
    items: present.flatMap((known) => (awaitsDeletion(known.client) ? [itemOf(known)] : [])),
    unknown:
      undocumented.length === 0
        ? []
        : [
            `Nobody documents what the state means in which ${some(undocumented.map(({ client }) => `${client.name} (${client.state})`))} is.`,
          ],
  };
};

/** Source: docs/genesys.md, States. */
const WITHOUT_TOKENS: ReadonlySet<string> = new Set(['inactive', 'disabled', 'deleted']);

function isDocumented({ state }: OAuthClient): boolean {
  return state === 'active' || WITHOUT_TOKENS.has(state);
}

function awaitsDeletion({ state, deletesAt }: OAuthClient): boolean {
  return deletesAt !== undefined || WITHOUT_TOKENS.has(state);
}

function itemOf({ client, vendor }: ResidueClient): ResidueItem {
  const until = client.deletesAt === undefined ? undefined : dayOf(client.deletesAt);
  return item('client-awaits-deletion', {
    subject: { kind: 'client', id: client.id, name: client.name },
    vendor: vendor?.name ?? null,
    why: whyOf(client, until),
    fix: fixOf(client, until),
    ...(until !== undefined && { until }),
  });
}

function whyOf({ name, state }: OAuthClient, until: string | undefined): string {
  if (until !== undefined)
    return `${name} is ${state}, and Genesys deletes it on ${until}, after which nothing brings it back.`;
  switch (state) {
    case 'disabled':
      return `Genesys support disabled ${name}: it gets no tokens, and keeps what it was granted until they enable it again.`;
    case 'deleted':
      return `${name} is deleted, though Genesys still lists it with what it was granted.`;
    default:
      return `${name} is ${state} and waits to be deleted, on a day that Genesys does not tell.`;
  }
}

function fixOf({ name, state }: OAuthClient, until: string | undefined): string {
  if (state === 'disabled')
    return `Ask Genesys Customer Care why; if nobody misses it, delete it in Admin > Integrations > OAuth > ${name}.`;
  if (state === 'deleted') return 'Take it out of guardian.yaml, and its roles off other holders.';
  const deadline = until === undefined ? 'soon' : `before ${until}`;
  return `If somebody still needs it, set it active in Admin > Integrations > OAuth > ${name} ${deadline}; if not, take it out of guardian.yaml.`;
}
