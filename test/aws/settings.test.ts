import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orgOf, readSettings } from '../../lib/aws/settings.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { FUNCTION_ENV } from '../../lib/env.ts';

describe('the settings of a function', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guardian-settings-'));
    const { config } = parseConfig('orgs: [{ name: prod, licences: { cx3: 100 } }]', 'guardian.yaml');
    writeFileSync(join(folder, 'guardian.json'), JSON.stringify(config));
    writeFileSync(join(folder, 'old.json'), '{"orgz": []}');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const env = (config: string) => ({
    LAMBDA_TASK_ROOT: folder,
    [FUNCTION_ENV.config]: config,
    [FUNCTION_ENV.table]: 't',
  });

  it('are what the stack set, with the configuration that was checked at synthesis', () => {
    const settings = readSettings(['table'], env('guardian.json'));
    expect(settings).toMatchObject({ table: 't', orgs: [{ name: 'prod', licences: { CX3: 100 } }] });
    expect(orgOf(settings, 'prod').name).toBe('prod');
  });

  it('have the configuration of the example with every key as the file has it', () => {
    const { config } = parseConfig(
      readFileSync(join(__dirname, '../../docs/guardian.example.yaml'), 'utf8'),
      'example',
    );
    writeFileSync(join(folder, 'example.json'), JSON.stringify(config));
    expect(readSettings(['table'], env('example.json')).config).toEqual(config);
  });

  it('are refused with all that is missing', () => {
    expect(() => readSettings(['table', 'topic', 'queue'], {})).toThrow(
      /GUARDIAN_TABLE.*GUARDIAN_TOPIC_ARN.*GUARDIAN_QUEUE_URL/s,
    );
  });

  it('are refused with a configuration of another version', () => {
    expect(() => readSettings(['table'], env('old.json'))).toThrow('orgz');
  });

  it('know no org that the configuration does not name', () => {
    expect(() => orgOf(readSettings(['table'], env('guardian.json')), 'test')).toThrow("no org 'test'");
  });
});
