import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../lib/config/config-file.ts';
import { ConfigError } from '../../lib/config/problem.ts';
import { ENV } from '../../lib/env.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'guardian-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** Writes a file that is known by the name of its vendor. */
function write(file: string, vendor: string): void {
  writeFileSync(join(cwd, file), `vendors: [{ name: ${vendor}, clients: [x] }]`);
}

function messageOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('loadConfig', () => {
  it('gives the defaults and says so where there is no file', () => {
    const { config, origin } = loadConfig({ cwd, env: {} });
    expect(config.vendors).toEqual([]);
    expect(origin).toEqual({ kind: 'defaults', path: join(cwd, 'guardian.yaml') });
  });

  it('reads guardian.yaml of the folder', () => {
    write('guardian.yaml', 'Acme');
    const { config, origin } = loadConfig({ cwd, env: {} });
    expect(config.vendors[0]?.name).toBe('Acme');
    expect(origin).toEqual({ kind: 'file', path: join(cwd, 'guardian.yaml') });
  });

  it('prefers the file that the environment names, and to that the one that the caller names', () => {
    write('guardian.yaml', 'Default');
    write('env.yaml', 'Environment');
    write('path.yaml', 'Caller');
    const env = { [ENV.config]: 'env.yaml' };
    expect(loadConfig({ cwd, env }).config.vendors[0]?.name).toBe('Environment');
    expect(loadConfig({ cwd, env, path: join(cwd, 'path.yaml') }).config.vendors[0]?.name).toBe('Caller');
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(loadConfig({ cwd, env: { [ENV.config]: ' ' } }).origin.kind).toBe('defaults');
  });

  it('fails for a named file that is missing, so that a slip in its name does not mean "the defaults"', () => {
    expect(messageOf(() => loadConfig({ cwd, env: { [ENV.config]: 'gaurdian.yaml' } }))).toBe(
      'gaurdian.yaml: there is no such file',
    );
    expect(messageOf(() => loadConfig({ cwd, env: {}, path: 'no.yaml' }))).toBe('no.yaml: there is no such file');
  });

  it('says that a folder is not a file', () => {
    mkdirSync(join(cwd, 'guardian.yaml'));
    expect(messageOf(() => loadConfig({ cwd, env: {} }))).toBe('guardian.yaml: this is a folder, not a file');
  });

  it('says that bytes are not text', () => {
    writeFileSync(join(cwd, 'guardian.yaml'), Buffer.from([0xff, 0xfe, 0x61, 0x00]));
    expect(messageOf(() => loadConfig({ cwd, env: {} }))).toBe('guardian.yaml: the file is not UTF-8 text');
  });

  it('names the file in a problem as the user named it', () => {
    writeFileSync(join(cwd, 'my.yaml'), 'vendor: []');
    expect(messageOf(() => loadConfig({ cwd, env: {}, path: './my.yaml' }))).toMatch(/^\.\/my\.yaml:1:1 vendor: /);
  });
});
