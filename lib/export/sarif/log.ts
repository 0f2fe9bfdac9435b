import type { Invocation, Log } from 'sarif';
import type { ManifestVerdict } from '../../domain/manifest-verdict.ts';
import { PRODUCT, type Producer } from '../product.ts';
import { ROOT_ID } from './place.ts';
import { judgedOf } from './results.ts';
import { descriptorOf, FILE_RULES, type Judged, levelOf, type RuleHelp } from './rules.ts';
import { messageText } from './text.ts';

export interface SarifOptions extends Producer {
  /** Help for the rules of findings. */
  readonly rules: readonly RuleHelp[];
  /** Address of a copy of docs/rules.md that readers can open; absent: rules have their help, and no link. */
  readonly rulesUri?: string | undefined;
  /** The folder in which the guardian is run: places are relative to it. */
  readonly root: string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** What `manifest check` says, as SARIF 2.1.0: for code scanning and whatever else shows results beside lines. */
export function sarifLog(verdict: ManifestVerdict, { version, rules, rulesUri, root }: SarifOptions): Log {
  const judged = judgedOf(verdict, root);
  const used = [...new Set(judged.map(({ rule }) => rule))].sort();
  const helps = new Map([...FILE_RULES, ...rules].map((help) => [help.id, help] as const));
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: PRODUCT.name,
            version,
            semanticVersion: version,
            rules: used.map((id) => descriptorOf(helps.get(id) ?? unknownRule(id), severitiesOf(id, judged), rulesUri)),
          },
        },
        automationDetails: { id: `guardian-manifest-check/${verdict.judged ? `${verdict.judged.org}/` : ''}` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT_ID]: { description: { text: 'The folder in which the guardian was run.' } } },
        invocations: [invocationOf(verdict)],
        results: judged.map(({ rule, severity, result }) => ({
          ruleId: rule,
          ruleIndex: used.indexOf(rule),
          level: levelOf(severity),
          ...result,
        })),
      },
    ],
  };
}

function severitiesOf(id: string, judged: readonly Judged[]) {
  return judged.filter(({ rule }) => rule === id).map(({ severity }) => severity);
}

/** Without this, a check that saw half of an org would pass for a clean one. */
function invocationOf({ judged }: ManifestVerdict): Invocation {
  const unseen = judged?.unseen ?? [];
  return {
    executionSuccessful: unseen.length === 0,
    ...(unseen.length > 0 && {
      toolExecutionNotifications: unseen.map((sentence) => ({
        level: 'error' as const,
        descriptor: { id: 'not-everything-seen' },
        message: { text: messageText(sentence) },
      })),
    }),
  };
}

function unknownRule(id: string): RuleHelp {
  return {
    id,
    what: `The rule ${id} is violated.`,
    why: 'See docs/rules.md.',
    fix: 'See the message of the result.',
  };
}
