import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { BUNDLE_FILE, bundleOptions } from '../../lib/bundling.ts';
import { awsEndpoint } from '../aws/aws-endpoint.ts';
import { run } from '../support/child.ts';

const KB = 1_000;
const WITH_GENESYS_SDK = 900 * KB;
const WITHOUT = 500 * KB;
/**
 * What it advises by is 150 kB, its client of S3 as much again, and it starts once a day. The script of the page, a
 * megabyte, is no part of it: that lies beside it as text, and is never parsed there.
 */
const WITH_REPORT = 900 * KB;
/** It writes mails: what else it has is the same. */
const WITH_MAILS = 720 * KB;

const FUNCTIONS = [
  ['dispatch', WITHOUT],
  ['scan', WITH_GENESYS_SDK],
  ['notify', WITHOUT],
  ['direct', WITH_MAILS],
  ['digest', WITHOUT],
  ['mail-digest', WITH_MAILS],
  ['query', WITHOUT],
  ['widget', WITHOUT],
  ['report', WITH_REPORT],
  ['audit-event', WITHOUT],
  ['alert-channel-check', WITHOUT],
] as const;

const MAIL_LIBRARY = 'node_modules/nodemailer/';

/** What belongs to the machines of developers, or to people: none of it is for a function. */
const NEVER = [
  'node_modules/dynalite/',
  'node_modules/level/',
  'node_modules/commander/',
  'node_modules/cli-table3/',
  'node_modules/picocolors/',
  'node_modules/string-width/',
  MAIL_LIBRARY,
  'node_modules/yaml/',
  'node_modules/aws-cdk-lib/',
  'node_modules/axios/',
  'node_modules/@aws-sdk/credential-provider-node/',
  'node_modules/@aws-sdk/credential-provider-sso/',
  'node_modules/zod/v4/locales/de.js',
  'purecloud-platform-client-v2/ApiClient.js',
  'lib/simulator/',
  'lib/local/',
  'lib/infra/',
  // The page's script runs in browsers.
  'node_modules/echarts/',
  'node_modules/zrender/',
  'node_modules/esbuild/',
  'lib/report/browser/',
  'lib/page-bundle.ts',
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guardian-bundles-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(FUNCTIONS)('the bundle of %s', (name, budget) => {
  let metafile: Metafile;
  let outfile: string;
  beforeAll(async () => {
    outfile = join(folder, name, BUNDLE_FILE);
    const result = await build({ ...bundleOptions({ entry: `lambdas/${name}.ts`, outfile }), metafile: true });
    metafile = result.metafile;
  });

  it(`is at most ${budget} bytes`, () => {
    const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
    expect(bytes).toBeLessThanOrEqual(budget);
  });

  it('holds nothing that a function has no use for', () => {
    const inputs = Object.values(metafile.outputs).flatMap((output) =>
      Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    );
    const never = budget === WITH_MAILS ? NEVER.filter((part) => part !== MAIL_LIBRARY) : NEVER;
    expect(inputs.filter((path) => never.some((part) => path.includes(part)))).toEqual([]);
  });

  it('has the Genesys SDK only if it scans', () => {
    const hasSdk = Object.keys(metafile.inputs).some((path) => path.includes('purecloud-platform-client-v2'));
    expect(hasSdk).toBe(name === 'scan');
  });

  it('loads by itself, and exports a handler', async () => {
    const script = `const { handler } = await import(${JSON.stringify(pathToFileURL(outfile).href)}); console.log(typeof handler);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder });
    expect(stdout.trim()).toBe('function');
  });
});

it('puts objects as S3 wants them, though what is said of its other operations is left out', async () => {
  const aws = await awsEndpoint();
  try {
    const outfile = join(folder, 'shelf', BUNDLE_FILE);
    await build(bundleOptions({ entry: 'lib/aws/report-shelf.ts', outfile }));
    const script = `const { s3Shelf } = await import(${JSON.stringify(pathToFileURL(outfile).href)});
      await s3Shelf({ bucket: 'reports' }).put({ org: 'a b', at: '2026-11-23T06:30:00.000Z', html: '<p>ü</p>' });`;
    const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1' };
    const env = { ...process.env, ...keys, AWS_ENDPOINT_URL: aws.url };
    await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder, env });
    const object = { body: '<p>ü</p>', contentType: 'text/html; charset=utf-8', cacheControl: 'private, no-cache' };
    expect(Object.fromEntries(aws.objects)).toEqual({
      'reports/a%20b/2026-11-23.html': object,
      'reports/a%20b/latest.html': object,
    });
  } finally {
    await aws.close();
  }
});
