import { call, workbenchOn } from './support/surroundings.ts';

describe('--stack', () => {
  it.each([
    ['findings', ['findings']],
    ['history', ['history']],
    ['show', ['show', 'Acme']],
    ['diff', ['diff', 'Acme', '--from', '1d']],
    ['usage', ['usage']],
    ['doctor', ['doctor']],
  ])('names the deployed guardian that %s looks at', async (_, args) => {
    const asked: unknown[] = [];
    const openWorkbench = async (options: object) => {
      asked.push(options);
      return workbenchOn(undefined);
    };
    await call([...args, '--stack', 'OAuthGuardian'], { around: { openWorkbench } });
    expect(asked).toEqual([{ stack: 'OAuthGuardian' }]);
  });

  it('is nothing for scan: what is deployed scans by itself', async () => {
    const { code, stderr } = await call(['scan', '--stack', 'OAuthGuardian']);
    expect(code).toBe(2);
    expect(stderr).toContain("unknown option '--stack'");
  });
});

describe('setup', () => {
  it('needs the name of the stack', async () => {
    const { code, stderr } = await call(['setup']);
    expect(code).toBe(2);
    expect(stderr).toContain("required option '--stack <name>' not specified");
  });

  it('opens the stack that is named, with the guardian.yaml that is named', async () => {
    const asked: unknown[] = [];
    const openSetup = async (options: object) => {
      asked.push(options);
      throw new Error('enough');
    };
    await call(['setup', '--stack', 'OAuthGuardian', '--config', 'other.yaml'], { around: { openSetup } });
    expect(asked).toEqual([{ stack: 'OAuthGuardian', configFile: 'other.yaml' }]);
  });
});
