/** Messages to people: what they say (pure), and the ways to hand them over that need no cloud. */
export { type ComposeOptions, composeMessages, runComposer } from './compose.ts';
export { AlertError } from './error.ts';
export { type MessageParts, messageKey, messageOf } from './message.ts';
export { plainNotice, testMessage } from './notices.ts';
export { outboxSink } from './sinks/outbox.ts';
export { terminalSink } from './sinks/terminal.ts';
