import { parseConfig } from '../../lib/config/index.ts';
import { demoManifest } from '../../lib/simulator/index.ts';
import { ResidueDocument } from '../support/documents.ts';
import { type WatchedOrg, watchOrg } from '../support/watched-org.ts';
import { type Called, call, memoryStore, workbenchOn } from './support/surroundings.ts';

const LEGACY = 'Legacy Screen Pop';

describe('guardian residue', () => {
  let org: WatchedOrg;
  beforeAll(async () => {
    org = await watchOrg({});
    await org.scan({ afterHours: 0 });
    org.world.deleteClient('Acme Recorder Transcription');
    await org.scan();
  });
  afterAll(() => org.close());

  /** The command on the demo org, by the demo's manifest. */
  function residue(args: readonly string[] = [], columns?: number): Promise<Called> {
    const { config } = parseConfig(demoManifest, 'guardian.yaml');
    const bench = {
      ...workbenchOn(org.store),
      config,
      clock: org.clock,
      org: () => {
        const [first] = config.orgs ?? [];
        if (!first) throw new Error('no org');
        return first;
      },
    };
    return call(['residue', ...args], {
      around: { openWorkbench: async () => bench },
      ...(columns !== undefined && { columns, env: { NO_COLOR: '1' } }),
    });
  }

  it('lists what is left over, with what to do, and ends with 0: none of it is a finding', async () => {
    const { code, stdout } = await residue();
    expect(code).toBe(0);
    expect(stdout).toContain('Roles that nobody holds any more (1)');
    expect(stdout).toContain('Delete it in Admin > People & Permissions > Roles / Permissions > Acme Recorder');
    expect(stdout).toContain('Not known: authorised apps that make no calls. Source authorizations is switched off');
    expect(stdout).toContain('3 things left over');
  });

  it('answers with a document that keeps what was promised of it', async () => {
    const { stdout } = await residue(['--json']);
    const document = ResidueDocument.parse(JSON.parse(stdout));
    expect(document.items.map(({ kind, subject }) => `${kind} ${subject.name}`)).toEqual([
      'role-unused Acme Recorder',
      `client-unowned ${LEGACY}`,
      `implicit-grant ${LEGACY}`,
    ]);
  });

  it.each([
    [['--kind', 'implicit-grant'], ['implicit-grant']],
    [
      ['--client', LEGACY],
      ['client-unowned', 'implicit-grant'],
    ],
    [['--client', 'Acme Recorder Transcription'], ['role-unused']],
    [['--vendor', 'acme recorder'], ['role-unused']],
  ])('takes %j', async (args, kinds) => {
    const { items } = ResidueDocument.parse(JSON.parse((await residue([...args, '--json'])).stdout));
    expect(items.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([40, 60, 80, 120, 200])('fits a terminal of %i columns', async (columns) => {
    const { stdout } = await residue([], columns);
    for (const line of stdout.split('\n')) expect(line.length <= columns || !line.trim().includes(' ')).toBe(true);
  });
});

describe('guardian residue before the first run', () => {
  const store = memoryStore();

  it('ends with 3, for nothing is known', async () => {
    const { code, stdout } = await call(['residue', '--json'], { store: store.current });
    expect(code).toBe(3);
    expect(ResidueDocument.parse(JSON.parse(stdout))).toMatchObject({ asOf: null, items: [] });
    expect((await call(['residue'], { store: store.current })).stdout).toContain('No run was made yet');
  });
});
