import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { readSettings } from '../../lib/aws/settings.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { FUNCTION_ENV } from '../../lib/env.ts';
import { GuardianFunction } from '../../lib/infra/guardian-function.ts';

const root = join(__dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guardian-app-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs bin/app.ts as `cdk synth` does, without bundling. */
function synth(yaml: string, context: Record<string, unknown> = {}) {
  const config = join(folder, 'guardian.yaml');
  writeFileSync(config, yaml);
  return spawnSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      CDK_OUTDIR: join(folder, 'out'),
      CDK_CONTEXT_JSON: JSON.stringify({ config, 'aws:cdk:bundling-stacks': [], ...context }),
    },
  });
}

describe('bin/app.ts', () => {
  it('says everything that is wrong with guardian.yaml, with line and column, and makes no template', () => {
    const { status, stderr } = synth(`orgs:
  - name: prod
  - { name: test, region: nowhere }
vendors:
  - { name: Acme, clients: [a], scope: [users] }
alerts:
  email: [nobody]
rules: { scope-aded: off }
`);
    expect(status).toBe(1);
    const places = stderr.split('\n').flatMap((line) => /guardian\.yaml:(\d+:\d+ [^:]+):/.exec(line)?.[1] ?? []);
    expect(places).toEqual([
      '2:5 orgs[0].region',
      '3:27 orgs[1].region',
      '5:33 vendors[0].scope',
      '7:11 alerts.email[0]',
      '8:10 rules.scope-aded',
    ]);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(() => readdirSync(join(folder, 'out'))).not.toThrow(/template/);
  });

  it('deploys a stack of the name that it is given', () => {
    const { status, stderr } = synth('orgs: [{ name: prod, region: eu-central-1 }]\n', { stack: 'Elsewhere' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('Error') });
    expect(readdirSync(join(folder, 'out'))).toContain('Elsewhere.template.json');
  });

  it('says what is wrong with the context', () => {
    const { status, stderr } = synth('orgs: [{ name: prod, region: eu-central-1 }]\n', { maxConcurrentScans: '1' });
    expect(status).toBe(1);
    expect(stderr).toContain('context maxConcurrentScans');
  });
});

describe('a bundle', () => {
  it('is one module with its handler, and the configuration beside it that the functions read as the file was', () => {
    const { config } = parseConfig(readFileSync(join(root, 'docs/guardian.example.yaml'), 'utf8'), 'example');
    const app = new App({ outdir: join(folder, 'out') });
    new GuardianFunction(new Stack(app, 'Stack'), 'Check', {
      handler: 'alert-channel-check',
      description: 'one of them',
      memoryMb: 256,
      timeout: Duration.minutes(1),
      concurrency: 1,
      defaults: {
        config: JSON.stringify(config),
        service: 'test',
        logRetention: RetentionDays.ONE_DAY,
        reserveConcurrency: true,
      },
    });
    const out = app.synth().directory;
    const asset = readdirSync(out).find((name) => name.startsWith('asset.')) ?? 'none';
    expect(readdirSync(join(out, asset)).sort()).toEqual(['guardian.json', 'index.mjs']);
    const kept = readSettings([], { LAMBDA_TASK_ROOT: join(out, asset), [FUNCTION_ENV.config]: 'guardian.json' });
    expect(kept.config).toEqual(config);
    const module = join(out, asset, 'index.mjs');
    const kind = execFileSync(
      process.execPath,
      ['-e', `import(${JSON.stringify(module)}).then((m) => console.log(typeof m.handler))`],
      { encoding: 'utf8' },
    );
    expect(kind.trim()).toBe('function');
  });
});
