import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { readSettings } from '../../lib/aws/settings.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { FUNCTION_ENV } from '../../lib/env.ts';
import { REPORT_SCRIPT_FILE } from '../../lib/infra/function-code.ts';
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
    const bundle = bundleOf({ handler: 'alert-channel-check', config: JSON.stringify(config) });
    expect(readdirSync(bundle).sort()).toEqual(['guardian.json', 'index.mjs']);
    const kept = readSettings([], { LAMBDA_TASK_ROOT: bundle, [FUNCTION_ENV.config]: 'guardian.json' });
    expect(kept.config).toEqual(config);
    const module = join(bundle, 'index.mjs');
    const kind = execFileSync(
      process.execPath,
      ['-e', `import(${JSON.stringify(module)}).then((m) => console.log(typeof m.handler))`],
      { encoding: 'utf8' },
    );
    expect(kind.trim()).toBe('function');
  });

  it('of the function that makes reports has their script beside it, as text that a page can hold', () => {
    const bundle = bundleOf({ handler: 'report', config: '{}', hasReportScript: true });
    expect(readdirSync(bundle).sort()).toEqual(['guardian.json', 'index.mjs', REPORT_SCRIPT_FILE]);
    const script = readFileSync(join(bundle, REPORT_SCRIPT_FILE), 'utf8');
    expect(script).toContain('Apache ECharts');
    expect(script).not.toMatch(/<\/script|<!--/i);
    expect(readFileSync(join(bundle, 'index.mjs'), 'utf8')).not.toContain('Apache ECharts');
  });
});

/** The folder with the bundle of a function, made as `cdk synth` makes it. */
function bundleOf(options: { readonly handler: string; readonly config: string; readonly hasReportScript?: boolean }) {
  const { config, ...code } = options;
  const app = new App({ outdir: join(folder, 'out') });
  new GuardianFunction(new Stack(app, 'Stack'), 'Check', {
    ...code,
    description: 'one of them',
    memoryMb: 256,
    timeout: Duration.minutes(1),
    concurrency: 1,
    defaults: { config, service: 'test', logRetention: RetentionDays.ONE_DAY, reserveConcurrency: true },
  });
  const out = app.synth().directory;
  return join(out, readdirSync(out).find((name) => name.startsWith('asset.')) ?? 'none');
}
