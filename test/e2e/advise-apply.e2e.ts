import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../lib/config/index.ts';
import { Desk } from './support/guardian.ts';

/** Advice that is ready to apply, on what the demo's story left, and for an app that nobody has seen. */
describe('guardian advise, ready to apply', () => {
  const desk = new Desk();
  beforeAll(async () => {
    await desk.run(['start', '--quiet']);
  });
  afterAll(() => desk.clear());

  it.each(['role', 'hcl', 'manifest', 'letter', 'plan'])(
    'prints a %s for a client, and nothing else',
    async (format) => {
      const { code, stdout } = await desk.run(['advise', '--client', 'Acme Rec', '--format', format, '--quiet']);
      expect(code).toBe(0);
      expect(stdout).toContain('Acme');
    },
  );

  it('writes a manifest entry that the guardian reads, without the drift of the story', async () => {
    const { stdout } = await desk.run(['advise', '--client', 'Acme Rec', '--format', 'manifest']);
    const [vendor] = parseConfig(stdout, 'guardian.yaml').config.vendors;
    expect(vendor).toMatchObject({ name: 'Acme Recorder', grantType: 'CLIENT-CREDENTIALS' });
    expect(vendor?.permissions).toContain('recording:recording:view');
    expect(vendor?.permissions).not.toContain('directory:user:edit');
  });

  it('writes files all or none', async () => {
    const args = ['advise', '--client', 'Lumen', '--format', 'hcl', '--out', 'made', '--quiet'];
    expect(await desk.run(args)).toMatchObject({ code: 0, stdout: 'wrote made/lumen_wallboard.tf\n' });
    expect(await desk.run(args)).toMatchObject({ code: 2, stdout: '' });
    expect(readdirSync(join(desk.folder, 'made'))).toEqual(['lumen_wallboard.tf']);
    expect(readFileSync(join(desk.folder, 'made', 'lumen_wallboard.tf'), 'utf8')).toContain('genesyscloud_auth_role');
  });

  it('advises an app before it comes in, from an API definition in YAML', async () => {
    desk.write('acme.yaml', 'openapi: 3.0.0\npaths:\n  /api/v2/routing/queues/4711:\n    get: {}\n');
    const { code, stdout } = await desk.run(['advise', '--new', 'Acme', '--from', 'acme.yaml', '--json', '--quiet']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      operations: [{ method: 'GET', template: '/api/v2/routing/queues/{queueId}' }],
      permissions: { minimal: [{ name: 'routing:queue:view' }] },
      scopes: { minimal: [{ name: 'routing:readonly' }] },
    });
  });

  it('needs a client, and a format that there is', async () => {
    expect(await desk.run(['advise', '--format', 'role', '--quiet'])).toMatchObject({ code: 2, stdout: '' });
    expect(await desk.run(['advise', '--client', 'Lumen', '--format', 'xml'])).toMatchObject({ code: 2, stdout: '' });
  });
});
