import type { Finding, Transition } from '../../domain/finding.ts';
import { NO_CLIENT } from '../../domain/finding.ts';
import type { ClientNews } from '../group.ts';
import { cleanText, clip } from './clean.ts';
import { counted } from './counts.ts';

/** What a subject or a text message says of a client in a few words, and how many findings those words cover. */
export interface Headline {
  readonly text: string;
  readonly covers: number;
}

/** The rules whose findings are counted rather than quoted: `+3 scopes (users, ...)`. */
const COUNTED: Readonly<Record<string, { readonly sign: string; readonly noun: string }>> = {
  'scope-added': { sign: '+', noun: 'scope' },
  'scope-removed': { sign: '-', noun: 'scope' },
  'role-added': { sign: '+', noun: 'role' },
  'role-removed': { sign: '-', noun: 'role' },
};

/** The first rule's findings counted, or the first finding's title. */
export function headlineOf({ client, transitions }: ClientNews): Headline {
  const [first] = transitions;
  if (!first) return { text: clientName(client), covers: 0 };
  const word = COUNTED[first.finding.rule];
  if (!word) return { text: withClient(client, first.finding.title), covers: 1 };
  const alike = transitions.filter(({ finding }) => finding.rule === first.finding.rule);
  const nouns = alike.length === 1 ? word.noun : `${word.noun}s`;
  const example = `${exampleOf(first, word.noun)}${alike.length > 1 ? ', ...' : ''}`;
  return { text: withClient(client, `${word.sign}${alike.length} ${nouns} (${example})`), covers: alike.length };
}

/** A client's name on one line; part of its id where it has no name that can be shown. */
export function clientName({ id, name }: Finding['client']): string {
  if (id === NO_CLIENT.id) return 'The org itself';
  return cleanText(name) || `client ${cleanText(id).slice(0, 8)}`;
}

/** `1 client`, `3 clients`, `2 clients and the org itself`. */
export function placesText(groups: readonly ClientNews[]): string {
  const clients = groups.filter(({ client }) => client.id !== NO_CLIENT.id).length;
  if (clients === 0) return 'the org itself';
  return `${counted(clients, 'client')}${clients < groups.length ? ' and the org itself' : ''}`;
}

/** Titles that speak of their client by name need no second mention; one in which a role is called the same does. */
function withClient(client: Finding['client'], text: string): string {
  const clean = cleanText(text);
  const name = clientName(client);
  const isNamed = clean.startsWith(`${name} `) || clean.toLowerCase().includes(`client ${name.toLowerCase()}`);
  return client.id === NO_CLIENT.id || isNamed ? clean : `${clip(name, MOST_NAME_CHARACTERS)}: ${clean}`;
}

/** So that a long name leaves room for what happened. */
const MOST_NAME_CHARACTERS = 32;

/** `scope users` → `users`; `role Recorder in division Sales` → `Recorder in division Sales`. */
function exampleOf({ finding, change = finding.change }: Transition, noun: string): string {
  const line = change?.added[0] ?? change?.removed[0] ?? finding.subject;
  return line.startsWith(`${noun} `) ? line.slice(noun.length + 1) : line;
}
