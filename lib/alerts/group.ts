import type { Finding, Transition } from '../domain/finding.ts';

/** What a message says about one client (or about the org itself, whose client is `-`). Never empty. */
export interface ClientNews {
  readonly client: Finding['client'];
  readonly vendor: string | null;
  readonly transitions: readonly Transition[];
}

/** Transitions by client, in the order in which they come; the client with most to say first. */
export function byClient(transitions: readonly Transition[]): ClientNews[] {
  return grouped(transitions).sort((a, b) => b.transitions.length - a.transitions.length);
}

/** Transitions by client, each in the order in which they come, and the clients in the order of their first one. */
export function grouped(transitions: readonly Transition[]): ClientNews[] {
  const groups = new Map<string, { client: Finding['client']; vendor: string | null; transitions: Transition[] }>();
  for (const transition of transitions) {
    const { client, vendor } = transition.finding;
    const group = groups.get(client.id) ?? { client, vendor, transitions: [] };
    group.transitions.push(transition);
    groups.set(client.id, group);
  }
  return [...groups.values()];
}
