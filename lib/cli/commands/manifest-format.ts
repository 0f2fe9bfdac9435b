import { resolve } from 'node:path';
import type { ManifestVerdict } from '../../domain/manifest-verdict.ts';
import { UsageError } from '../../errors.ts';
import { sarifLog } from '../../export/sarif/log.ts';
import type { Rule } from '../../rules/rule.ts';
import type { FileDesk } from '../file-desk.ts';
import { PLAIN_PAPER } from '../render/paper.ts';
import { safe, safeJson } from '../render/safe.ts';
import type { Answer } from '../workbench.ts';

export const VERDICT_FORMATS = ['text', 'json', 'sarif'] as const;

/** In which form a verdict is given, and where to. */
export interface VerdictForm {
  readonly format?: (typeof VERDICT_FORMATS)[number];
  /** A file; left out: stdout. */
  readonly out?: string;
  readonly json?: boolean;
  /** Address of docs/rules.md, for the links of SARIF. */
  readonly rulesUri?: string;
}

interface FormParts {
  readonly version: string;
  readonly rules: readonly Rule[];
  openFiles(): Promise<Pick<FileDesk, 'writeWhole'>>;
}

/** @throws UsageError before anything is read, where two forms are asked for at once */
export function assertForm({ format, out, json, rulesUri }: VerdictForm): void {
  if (json && format !== undefined && format !== 'json' && out === undefined) {
    throw new UsageError(`--json and --format ${format} are two forms of one answer: name one, or add --out FILE`);
  }
  if (rulesUri === undefined) return;
  if (format !== 'sarif') throw new UsageError('--rules-uri is for --format sarif');
  if (!URL.canParse(rulesUri) || !/^https?:/i.test(rulesUri))
    throw new UsageError(`--rules-uri '${rulesUri}' is no address: write https://…/rules.md`);
}

/**
 * The answer in the form that was asked for. With a file, the form goes there and people still read the text: what a
 * pipeline uploads, its log should tell too.
 */
export async function formedAnswer(
  verdict: ManifestVerdict,
  answer: Answer,
  form: VerdictForm,
  parts: FormParts,
): Promise<{ readonly answer: Answer; readonly asJson: boolean }> {
  const { format = form.json ? 'json' : 'text', out } = form;
  const text = formedText(verdict, answer, { ...form, format }, parts);
  if (out !== undefined) {
    await (await parts.openFiles()).writeWhole(out, once(text ?? answer.text(PLAIN_PAPER)));
    const told: Answer = { ...answer, text: (paper) => `${answer.text(paper)}wrote ${safe(out)}\n` };
    return { answer: told, asJson: form.json === true };
  }
  if (format === 'sarif' && text !== undefined) {
    return { answer: { ...answer, text: () => text, isVerbatim: true }, asJson: false };
  }
  return { answer, asJson: format === 'json' };
}

function formedText(
  verdict: ManifestVerdict,
  { document }: Answer,
  { format, rulesUri }: VerdictForm,
  { version, rules }: FormParts,
): string | undefined {
  switch (format) {
    case 'sarif': {
      const helps = rules.map(({ id, doc }) => ({ id, what: doc.what, why: doc.why, fix: doc.fix }));
      return `${safeJson(sarifLog(verdict, { version, rules: helps, rulesUri, root: resolve('.') }))}\n`;
    }
    case 'json':
      return `${safeJson(document)}\n`;
    case 'text':
    case undefined:
      return undefined;
    default:
      return format satisfies never;
  }
}

async function* once(text: string): AsyncGenerator<string, void> {
  yield text;
}
