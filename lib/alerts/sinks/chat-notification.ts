import { type Finding, NO_CLIENT } from '../../domain/finding.ts';
import type { AlertMessage } from '../../ports.ts';
import type { Command } from '../body/body.ts';
import { cleanText, clip } from '../text/clean.ts';
import { ackCommand, historyCommand, listCommand, showCommand, waiveCommand } from '../text/command.ts';

/**
 * A custom notification of Amazon Q Developer in chat applications (AWS Chatbot), version 1.0 of its schema. Source: its
 * administrator guide, "Custom notifications".
 */
export interface ChatNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

/** The message for chat rooms: its beginning, since mails are for the rest, and what to do next. */
export function chatNotification(message: AlertMessage): ChatNotification {
  const { key, kind, subject, text, attributes } = message;
  const nextSteps = nextStepsOf(message).map((step) => clip(harmless(step), MOST_STEP));
  return {
    version: '1.0',
    source: 'custom',
    id: clip(key, MOST_ID),
    content: {
      textType: 'client-markdown',
      title: clip(harmless(subject), MOST_TITLE),
      description: `\`\`\`\n${clip(harmlessLines(text), MOST_DESCRIPTION)}\n\`\`\``,
      ...(nextSteps.length > 0 && { nextSteps }),
      keywords: Object.values(attributes).map((value) => clip(harmless(value), MOST_KEYWORD)),
    },
    metadata: {
      threadId: clip(threadOf(message), MOST_ID),
      summary: clip(harmless(subject), MOST_TITLE),
      eventType: kind,
      additionalContext: contextOf(message),
    },
  };
}

/**
 * The thread of the finding, so that its reminders and its end stand below its beginning; else that of its client, and
 * for several clients that of the org.
 */
function threadOf({ org, findings = [] }: AlertMessage): string {
  const [first, ...others] = findings;
  if (first && others.length === 0) return `oauth-guardian ${first.id}`;
  const isOneClient = first && others.every(({ client }) => client.id === first.client.id);
  return isOneClient && first.client.id !== NO_CLIENT.id
    ? `oauth-guardian ${org} ${first.client.id}`
    : `oauth-guardian ${org}`;
}

/** What people type next: for one finding all there is, for several where to look. */
function nextStepsOf({ org, at, kind, severity, findings = [] }: AlertMessage): string[] {
  const [first, ...others] = findings;
  if (!first) return [];
  if (kind === 'resolved') return [step('See what happened', historyCommand({ org, since: at }))];
  if (others.length > 0) return [step('See all', listCommand(kind === 'summary' ? { org } : { org, severity }))];
  return [...first.fix.slice(0, MOST_FIXES), ...commandsFor(first)];
}

function commandsFor(finding: Finding): string[] {
  return [
    ...(finding.client.id === NO_CLIENT.id ? [] : [step('See the client', showCommand(finding))]),
    step('Acknowledge', ackCommand(finding)),
    step('Waive', waiveCommand(finding)),
  ];
}

function step(words: string, command: Command): string {
  return `${words}: ${command.join(' ')}`;
}

/** For programs in the room: the attributes, and which finding and client it is where it is one. */
function contextOf({ key, at, attributes, findings = [] }: AlertMessage): Record<string, string> {
  const [first, ...others] = findings;
  const context = {
    ...attributes,
    key,
    at,
    findings: String(findings.length),
    ...(first && others.length === 0 && { finding: first.id, clientId: first.client.id }),
  };
  return Object.fromEntries(Object.entries(context).map(([name, value]) => [name, clip(cleanText(value), MOST_VALUE)]));
}

/** Names are chosen by whoever creates a client: no markup, no mention of everybody in the room, no link. */
function harmless(text: string): string {
  return cleanText(text).replaceAll(/[<>@`]/g, (character) => REPLACEMENTS[character] ?? '');
}

function harmlessLines(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.replaceAll(/[<>@`]/g, (character) => REPLACEMENTS[character] ?? ''))
    .join('\n');
}

const REPLACEMENTS: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '@': '(at)', '`': "'" };
const MOST_ID = 200;
const MOST_TITLE = 240;
const MOST_KEYWORD = 60;
const MOST_STEP = 350;
const MOST_FIXES = 2;
const MOST_VALUE = 256;
/** Chat programs cut longer texts themselves, and worse. */
const MOST_DESCRIPTION = 3_000;
