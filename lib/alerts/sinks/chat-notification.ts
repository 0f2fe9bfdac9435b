import type { AlertMessage } from '../../ports.ts';
import { cleanText, clip } from '../text/clean.ts';

/** A custom notification of Amazon Q Developer in chat applications (AWS Chatbot), version 1.0 of its schema. */
export interface ChatNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

/** The message for chat rooms: its beginning, since mails are for the rest. Messages of one org make one thread. */
export function chatNotification({ key, org, kind, subject, text, attributes }: AlertMessage): ChatNotification {
  return {
    version: '1.0',
    source: 'custom',
    id: clip(key, MOST_ID),
    content: {
      textType: 'client-markdown',
      title: clip(harmless(subject), MOST_TITLE),
      description: `\`\`\`\n${clip(harmlessLines(text), MOST_DESCRIPTION)}\n\`\`\``,
      keywords: Object.values(attributes).map((value) => clip(harmless(value), MOST_KEYWORD)),
    },
    metadata: {
      threadId: clip(`oauth-guardian ${org}`, MOST_ID),
      summary: clip(harmless(subject), MOST_TITLE),
      eventType: kind,
      additionalContext: attributes,
    },
  };
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
/** Chat programs cut longer texts themselves, and worse. */
const MOST_DESCRIPTION = 3_000;
