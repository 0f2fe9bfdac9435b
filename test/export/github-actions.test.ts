import { call } from '../cli/support/surroundings.ts';
import { exampleWorkflow, guardianCalls } from './support/workflow.ts';

const REACHED = 'the command was understood';

describe('the example for GitHub Actions', () => {
  it('calls the guardian once in each job', () => {
    expect(guardianCalls()).toHaveLength(Object.keys(exampleWorkflow.jobs).length);
  });

  it.each(guardianCalls().map((args) => [args.join(' '), args] as const))(
    'says what the command line takes: %s',
    async (_, args) => {
      const openManifests = async () => {
        throw new Error(REACHED);
      };
      const { stderr } = await call(args, { around: { openManifests } });
      expect(stderr).toContain(REACHED);
      const misspelt = await call([...args, '--sarrif'], { around: { openManifests } });
      expect(misspelt.stderr).not.toContain(REACHED);
    },
  );

  it('gives no right to the whole of it, and to jobs only what they use', () => {
    expect(exampleWorkflow.permissions).toEqual({});
    const rights = Object.values(exampleWorkflow.jobs).map(({ permissions }) => permissions);
    expect(rights).toEqual([
      { contents: 'read', 'security-events': 'write' },
      { contents: 'read', 'id-token': 'write', 'security-events': 'write' },
    ]);
  });

  it('keeps no credentials in a checkout, and checks nothing out without saying so', () => {
    const checkouts = Object.values(exampleWorkflow.jobs)
      .flatMap(({ steps }) => steps)
      .filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(5);
    for (const { with: given } of checkouts) expect(given).toMatchObject({ 'persist-credentials': false });
  });

  it('takes the guardian at one commit, with its own lock file', () => {
    expect(exampleWorkflow.env.GUARDIAN_COMMIT).toMatch(/^[0-9a-f]{40}$/);
    for (const { steps } of Object.values(exampleWorkflow.jobs)) {
      expect(steps.filter(({ run }) => run?.startsWith('npm ci'))).toHaveLength(1);
      expect(steps.some(({ with: given }) => String(given?.ref).includes('env.GUARDIAN_COMMIT'))).toBe(true);
    }
  });

  it('uploads the file that the check writes, also where the check fails', () => {
    for (const { steps } of Object.values(exampleWorkflow.jobs)) {
      const written = /--out (\S+)/.exec(steps.find(({ run }) => run?.includes('guardian.mjs'))?.run ?? '')?.[1];
      const upload = steps.find(({ uses }) => uses?.includes('upload-sarif@'));
      expect(upload?.with?.sarif_file).toBe(written);
      expect(upload?.if).toContain('!cancelled()');
    }
  });
});
