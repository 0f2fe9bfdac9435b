import { verdictAnswer } from '../../lib/cli/commands/manifest-check.ts';
import { assertForm, formedAnswer, type VerdictForm } from '../../lib/cli/commands/manifest-format.ts';
import { PLAIN_PAPER } from '../../lib/cli/render/paper.ts';
import type { ManifestVerdict } from '../../lib/domain/manifest-verdict.ts';
import { UsageError } from '../../lib/errors.ts';
import { RULES } from '../../lib/rules/index.ts';
import { sarifProblems } from '../export/support/sarif-schema.ts';

const broken: ManifestVerdict = {
  file: 'guardian.yaml',
  isMissing: false,
  problems: [{ file: 'guardian.yaml', line: 3, column: 5, path: 'vendors[0].scops', message: 'unknown key `scops`' }],
  orgs: [],
  vendors: [],
  remarks: [],
};

/** What a form makes of the verdict: what is printed, whether as JSON, and what is written. */
async function formed(form: VerdictForm) {
  const written = new Map<string, string>();
  const { answer, asJson } = await formedAnswer(broken, verdictAnswer(broken, {}), form, {
    version: '1.2.3',
    rules: RULES,
    openFiles: async () => ({
      writeWhole: async (path, text) => {
        for await (const piece of text) written.set(path, (written.get(path) ?? '') + piece);
      },
    }),
  });
  return { text: answer.text(PLAIN_PAPER), asJson, code: answer.exitCode, isVerbatim: answer.isVerbatim, written };
}

describe('manifest check', () => {
  it('prints text unless something else is asked for', async () => {
    expect(await formed({})).toMatchObject({ asJson: false, code: 2, text: expect.stringContaining('1 problem') });
  });

  it.each([{ json: true }, { format: 'json' as const }])('prints the document for %j', async (form) => {
    expect(await formed(form)).toMatchObject({ asJson: true, code: 2 });
  });

  it('prints SARIF as it is, folded to no width', async () => {
    const { text, ...rest } = await formed({ format: 'sarif' });
    expect(rest).toMatchObject({ asJson: false, code: 2, isVerbatim: true });
    expect(sarifProblems(JSON.parse(text))).toEqual([]);
  });

  it('writes SARIF into a file, and lets people read the text', async () => {
    const { text, written, code } = await formed({ format: 'sarif', out: 'guardian.sarif' });
    expect(text).toMatch(/1 problem in guardian\.yaml\nwrote guardian\.sarif\n$/);
    expect(sarifProblems(JSON.parse(written.get('guardian.sarif') ?? ''))).toEqual([]);
    expect(code).toBe(2);
  });

  it.each([
    [{ format: 'json' as const }, '"schema": 1'],
    [{ json: true }, '"schema": 1'],
    [{}, '1 problem in guardian.yaml'],
  ])('writes the form %j into a file', async (form, part) => {
    expect((await formed({ ...form, out: 'answer' })).written.get('answer')).toContain(part);
  });

  it.each([
    { json: true, format: 'sarif' as const },
    { rulesUri: 'https://example.org/rules.md' },
    { format: 'sarif' as const, rulesUri: 'rules.md' },
    { format: 'sarif' as const, rulesUri: 'javascript:alert(1)' },
  ])('refuses %j', (form) => {
    expect(() => assertForm(form)).toThrow(UsageError);
  });

  it.each([{ json: true, format: 'json' as const }, { json: true, format: 'sarif' as const, out: 'x' }, {}])(
    'takes %j',
    (form) => {
      expect(() => assertForm(form)).not.toThrow();
    },
  );
});
