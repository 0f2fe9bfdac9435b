import type { ManifestDesk, ManifestReading } from '../../lib/cli/manifest-desk.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { proposalText } from '../../lib/config/init/proposal-text.ts';
import { stateDocument, stateOf } from '../../lib/domain/state-file.ts';
import { ManifestCheckDocument, ManifestInitDocument } from '../support/documents.ts';
import { aClient, RECORDER_ROLE } from '../support/facts.ts';
import { anOrgState } from '../support/org-state.ts';
import { call, memoryStore, noManifests } from './support/surroundings.ts';

const APP = aClient({ name: 'App', grantType: 'CODE', scopes: ['users:readonly'], grants: [] });
const GOOD = `orgs: [{ name: prod }]\nvendors:\n  - name: App\n    clients: [${APP.id}]\n    scopes: [users:readonly]\n`;
const FILES: Readonly<Record<string, string>> = {
  'guardian.yaml': GOOD,
  'narrow.yaml': GOOD.replace('[users:readonly]', '[]'),
  'other.yaml': GOOD.replace('prod', 'test'),
};

/** Files of these names, and a snapshot of an org with one app. */
function desk(): ManifestDesk & { readonly written: Map<string, string> } {
  const written = new Map<string, string>();
  return {
    ...noManifests,
    written,
    read: (file = 'guardian.yaml'): ManifestReading => {
      const text = FILES[file];
      if (text === undefined) {
        const problem = { file, path: '', message: 'there is no such file' };
        return { file, problems: [problem], message: `${file}: there is no such file` };
      }
      const { config, place } = parseConfig(text, file);
      return { file, isMissing: false, config, placeOf: (path, at = 'value') => ({ file, ...place(path, at) }) };
    },
    readSnapshot: async () => stateOf(stateDocument(anOrgState({ clients: [APP], roles: [RECORDER_ROLE] }))),
    propose: proposalText,
    write: async (file, text) => {
      written.set(file, text);
    },
  };
}

describe('guardian manifest', () => {
  const store = memoryStore();
  const manifest = async (args: readonly string[]) => {
    const manifests = desk();
    const around = { openManifests: async () => manifests };
    return { ...(await call(['manifest', ...args], { store: store.current, around })), written: manifests.written };
  };

  it.each([
    ['two things to judge by', ['check', '--against', 'last', '--snapshot', 'x'], /name one/],
    ['an org without a state', ['check', '--org', 'prod'], /--org needs --against or --snapshot/],
    ['a stack without a state', ['check', '--stack', 'x'], /--stack needs --against/],
    ['--only-new without a base', ['check', '--snapshot', 'x', '--only-new'], /--only-new needs --base/],
    ['--only-new without a state', ['check', '--base', 'guardian.yaml', '--only-new'], /no finding is told/],
    ['a state that does not exist', ['check', '--against', 'yesterday'], /Allowed choices are last, org/],
    [
      'a snapshot of another org',
      ['check', 'other.yaml', '--snapshot', 'x'],
      /other.yaml has no org 'prod'. Known: test/,
    ],
    ['another org than the snapshot has', ['check', '--snapshot', 'x', '--org', 'test'], /is a snapshot of org 'prod'/],
    ['--force with --merge', ['init', '--merge', '--force', '--out', 'x'], /--merge leaves the rest/],
    ['--force without a file', ['init', '--force'], /only --out takes it/],
    ['a review that is no time', ['init', '--review-in', 'soon'], /such as 90d or 26w/],
    ['a review today', ['init', '--review-in', '0d'], /such as 90d or 26w/],
    ['a file to merge into that is not there', ['init', '--merge', '--out', 'none.yaml'], /there is no such file/],
  ])('refuses %s with 2', async (_, args, message) => {
    const { code, stdout, stderr, written } = await manifest(args);
    expect({ code, stdout, written: written.size }).toEqual({ code: 2, stdout: '', written: 0 });
    expect(stderr).toMatch(message);
  });

  it.each([
    ['0 where nothing would be open', ['guardian.yaml', '--snapshot', 'x'], 0],
    ['1 where something would be', ['narrow.yaml', '--snapshot', 'x'], 1],
    [
      '1 where a change opens something',
      ['narrow.yaml', '--snapshot', 'x', '--base', 'guardian.yaml', '--only-new'],
      1,
    ],
    ['0 where it was open before', ['narrow.yaml', '--snapshot', 'x', '--base', 'narrow.yaml', '--only-new'], 0],
    ['0 for a change that only allows more', ['guardian.yaml', '--base', 'narrow.yaml'], 0],
    ['2 where the file is not in order', ['none.yaml', '--snapshot', 'x'], 2],
    ['2 where the base is not', ['guardian.yaml', '--base', 'none.yaml', '--snapshot', 'x'], 2],
    ['3 before the first scan', ['narrow.yaml', '--against', 'last'], 3],
  ])('ends with %s', async (_, args, exit) => {
    const { code, stdout } = await manifest(['check', ...args, '--json']);
    expect(code).toBe(exit);
    ManifestCheckDocument.parse(JSON.parse(stdout));
  });

  it('tells a change for people, each line at its place', async () => {
    const { stdout } = await manifest(['check', 'narrow.yaml', '--snapshot', 'org.json', '--base', 'guardian.yaml']);
    expect(stdout).toMatch(
      /^narrow\.yaml is in order: 1 org, 1 vendor \(App\)\n\nJudged against org prod as org\.json has it/,
    );
    expect(stdout).toMatch(
      /This change opens:\n {2}narrow\.yaml:3:5: MEDIUM scope-added App: .* scope-added-[0-9a-f]{12}\n/,
    );
    expect(stdout).toContain('It allows nothing that guardian.yaml does not.');
    const back = await manifest(['check', 'guardian.yaml', '--snapshot', 'org.json', '--base', 'narrow.yaml']);
    expect(back.stdout).toMatch(/Nothing would be open under it\./);
    expect(back.stdout).toMatch(/This change closes:\n {2}guardian\.yaml:3:5: MEDIUM scope-added/);
    expect(back.stdout).toMatch(
      /It allows what narrow\.yaml does not:\n {2}guardian\.yaml:5:14: MEDIUM scope App may hold/,
    );
  });

  it('proposes nothing of an org that nobody has read, and says so', async () => {
    const refused = await manifest(['init', '--json', '--out', 'x.yaml']);
    expect(refused).toMatchObject({ code: 3, written: new Map() });
    expect(ManifestInitDocument.parse(JSON.parse(refused.stdout))).toMatchObject({ vendors: [], yaml: null });
    expect(refused.stderr).toContain('--allow-incomplete');
    const allowed = await manifest(['init', '--allow-incomplete', '--out', 'x.yaml']);
    expect(allowed.code).toBe(0);
    expect(allowed.written.get('x.yaml')).toContain('vendors: []');
  });

  it('makes no snapshot of nothing', async () => {
    expect(await manifest(['snapshot', '--out', 'x.json'])).toMatchObject({ code: 3, stdout: '', written: new Map() });
  });
});
