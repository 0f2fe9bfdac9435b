import pc from 'picocolors';
import type { Severity } from '../../domain/severity.ts';
import type { AlertMessage, AlertSink } from '../../ports.ts';
import { cleanText } from '../text/clean.ts';
import { TEXT_WIDTH } from '../text/wrap.ts';

/** Shows each message as its recipient would see it: subject, body, and the text message where there is one. */
export function terminalSink(options: {
  /** Takes whole lines, line break included. */
  readonly write: (text: string) => void;
  /** Columns of the rules around a message. Default: as wide as the body. */
  readonly width?: number;
  /** Default: no colours. */
  readonly colour?: boolean;
}): AlertSink {
  const { write, width = TEXT_WIDTH, colour = false } = options;
  const paint = pc.createColors(colour);
  return {
    channel: 'terminal',
    isScreen: true,
    send: async (message) => write(shown(message, width, paint)),
  };
}

type Paint = ReturnType<typeof pc.createColors>;

function shown(message: AlertMessage, width: number, paint: Paint): string {
  const lines = [
    paint.dim('='.repeat(width)),
    `Subject: ${inSeverity(message.severity, paint)(cleanText(message.subject))}`,
    paint.dim('='.repeat(width)),
    ...message.text.trimEnd().split('\n'),
    ...(message.sms === undefined ? [] : [paint.dim('-'.repeat(width)), `SMS: ${cleanText(message.sms)}`]),
    paint.dim('='.repeat(width)),
  ];
  return `${lines.join('\n')}\n\n`;
}

function inSeverity(severity: Severity, paint: Paint): (text: string) => string {
  switch (severity) {
    case 'critical':
    case 'high':
      return paint.red;
    case 'medium':
      return paint.yellow;
    case 'low':
    case 'info':
      return paint.cyan;
    default:
      return severity satisfies never;
  }
}
