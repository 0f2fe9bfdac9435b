import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import {
  AdviceDocument,
  CatalogueShowDocument,
  CatalogueUpdateDocument,
  ExplainDocument,
  ExplainRedirectDocument,
} from '../support/documents.ts';
import { PROD_MANIFEST, realWorld } from './support/demo-world.ts';
import { complaints, deskFor, type OrgDesk } from './support/guardian.ts';

const MISSING_QUEUES = JSON.stringify({
  message:
    'Unable to perform the requested action. You must have at least one of the following permissions assigned: [routing:queue:view]',
  code: 'missing.any.permissions',
  status: 403,
  contextId: 'context-1',
});

/** A vendor calls: it does not work. The tests of each block follow one another. */
describe('guardian explain', () => {
  let org: OrgDesk;
  const ask = (...args: string[]) => org.desk.ask(ExplainDocument, ['explain', ...args]);
  beforeAll(async () => {
    org = await deskFor(realWorld(), PROD_MANIFEST);
    await org.desk.run(['scan', '--quiet']);
    org.desk.write('answer.json', MISSING_QUEUES);
  });
  afterAll(() => org.close());

  it('says what is missing, who gives it, and what to do', async () => {
    const { code, document, stderr } = await ask('--error', 'answer.json', '--client', 'Acme');
    expect(code).toBe(0);
    expect(document).toMatchObject({
      verdict: 'fails',
      client: { name: 'Acme Recorder Transcription', kind: 'client' },
      missing: { permissions: ['routing:queue:view'] },
      fix: { role: { permissionPolicies: [{ domain: 'routing', entityName: 'queue', actionSet: ['view'] }] } },
      catalogue: { place: 'bundled', operations: 3180 },
    });
    expect(document.roles.map(({ name }) => name)).toContain('Lumen Wallboard');
    expect(complaints(stderr)).toEqual([]);
  });

  it('finds the call in a log line, and holds it against the catalogue', async () => {
    org.desk.write(
      'app.log',
      `12:00 GET https://api.mypurecloud.de/api/v2/oauth/clients?x=1 failed: 403 ${MISSING_QUEUES}\n`,
    );
    const { document } = await ask('--error', 'app.log', '--client', 'Acme');
    expect(document.call).toMatchObject({ template: '/api/v2/oauth/clients' });
    expect(document.difference).toEqual({
      onlyInError: ['routing:queue:view'],
      onlyInCatalogue: ['oauth:client:view'],
    });
  });

  it('tells people the same', async () => {
    const { code, stdout } = await org.desk.run(['explain', '--error', 'answer.json', '--client', 'Acme']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Why the call failed[\s\S]*routing:queue:view[\s\S]*What to do\n {2}1\. Admin > /);
    expect(stdout).toContain('3,180 operations');
  });

  it('says whether a call will work', async () => {
    const works = await ask('--call', 'GET /api/v2/routing/queues', '--client', 'Lumen');
    expect(works).toMatchObject({ code: 0, document: { verdict: 'depends' } });
    const fails = await ask('--call', 'GET /api/v2/oauth/clients', '--client', 'Lumen');
    expect(fails).toMatchObject({ code: 0, document: { verdict: 'fails' } });
    const unknown = await ask('--call', 'GET /api/v2/no/such/thing', '--client', 'Lumen');
    expect(unknown).toMatchObject({ code: 3, document: { verdict: 'unknown', call: { why: 'unknown template' } } });
  });

  it('says why a redirect URI does not fit', async () => {
    const uri = 'https://connect.northwind-crm.example/genesys/callback/';
    const { code, document } = await org.desk.ask(ExplainRedirectDocument, [
      'explain',
      '--redirect',
      uri,
      '--client',
      'Northwind',
    ]);
    expect(code).toBe(0);
    expect(document).toMatchObject({ matches: false, nearest: { differences: ['trailing slash'], distance: 1 } });
  });

  it.each([
    ['nothing to explain', [], /say what to explain/],
    ['a call that is none', ['--call', 'queues'], /is no call: write 'METHOD \/path'/],
    ['two questions', ['--redirect', 'https://x.example', '--call', 'GET /x'], /either --redirect, or/],
    ['a redirect URI of nobody', ['--redirect', 'https://x.example'], /say whose redirect URI/],
    [
      'a redirect URI that is a novel',
      ['--redirect', `https://${'x'.repeat(3000)}.example`, '--client', 'Acme'],
      /no redirect URI has more than 2048/,
    ],
    ['a client that nobody knows', ['--call', 'GET /api/v2/users', '--client', 'Zzz'], /no client 'Zzz' is known/],
    ['a file that is not there', ['--error', 'nowhere.json'], /nowhere.json: there is no such file/],
  ])('refuses %s with 2', async (_what, args, message) => {
    expect(await org.desk.run(['explain', ...args, '--quiet'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
  });

  it.each([
    ['ten megabytes', 'x'.repeat(10_000_000), /larger than 1 MiB/],
    ['garbage', '\u001b[2J\u0000\u202e{{{"""', /no answer of the API is in this text/],
    ['an empty file', '', /no answer of the API is in this text/],
  ])('refuses %s with 2, inert', async (_what, text, message) => {
    org.desk.write('hostile', text);
    const { code, stdout, stderr } = await org.desk.run([
      'explain',
      '--error',
      'hostile',
      '--client',
      'Acme',
      '--quiet',
    ]);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('lets no control character of an answer through', async () => {
    const message = 'no\u001b[31m\u202epermission: [a\u200b:b:c]';
    org.desk.write('hostile.json', JSON.stringify({ code: 'missing.permissions\u001b[2J', message, status: 403 }));
    const { code, stdout } = await org.desk.run(['explain', '--error', 'hostile.json', '--client', 'Acme']);
    expect(code).toBe(3);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('guardian catalogue', () => {
  let org: OrgDesk;
  const update = (...args: string[]) => org.desk.ask(CatalogueUpdateDocument, ['catalogue', 'update', ...args]);
  const show = () => org.desk.ask(CatalogueShowDocument, ['catalogue', 'show']);
  const kept = () => join(org.desk.folder, '.guardian', 'catalogue.txt');
  beforeAll(async () => {
    org = await deskFor(realWorld(), PROD_MANIFEST);
    await org.desk.run(['scan', '--quiet']);
  });
  afterAll(() => org.close());

  it('shows the one that comes with the guardian', async () => {
    expect((await show()).document).toMatchObject({
      place: 'bundled',
      operations: 3180,
      divisionsKnown: 0,
      path: null,
    });
  });

  it('refuses the small definition of this org, which would lose nearly everything', async () => {
    const { code, stdout, stderr } = await org.desk.run(['catalogue', 'update']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/lacks \d+ of the 3180[\s\S]*--dry-run[\s\S]*--force/);
    expect((await show()).document.place).toBe('bundled');
  });

  it('shows what would change, and whom it concerns', async () => {
    const { code, document } = await update('--dry-run');
    expect(code).toBe(0);
    expect(document).toMatchObject({ kept: false, before: { place: 'bundled' }, added: [] });
    const gone = document.removed.find(({ template }) => template === '/api/v2/analytics/conversations/details/query');
    expect(gone?.callers?.map(({ name }) => name)).toEqual(['Acme Recorder Transcription']);
    expect((await show()).document.place).toBe('bundled');
  });

  it('keeps it where somebody insists, with what divisions restrict, and explains by it', async () => {
    const { document } = await update('--force');
    expect(document).toMatchObject({ kept: true, divisions: { unknownBecause: null } });
    const shown = (await show()).document;
    expect(shown).toMatchObject({ place: 'local', operations: document.after.operations });
    expect(shown.source).toMatch(/127\.0\.0\.1/);
    expect(shown.divisionsKnown).toBeGreaterThan(0);
    const explained = await org.desk.ask(ExplainDocument, [
      'explain',
      '--call',
      'GET /api/v2/oauth/clients',
      '--client',
      'OAuth Guardian',
    ]);
    expect(explained.document).toMatchObject({
      verdict: 'works',
      call: { needs: { divisionAware: false } },
      catalogue: { place: 'local', operations: shown.operations },
    });
  });

  it('advises by it, too', async () => {
    const { document } = await org.desk.ask(AdviceDocument, ['advise', '--client', 'OAuth Guardian']);
    expect(document.catalogue).toMatchObject({ place: 'local', source: expect.stringMatching(/127\.0\.0\.1/) });
  });

  it('goes by no other one where it is damaged, and says how to mend it', async () => {
    org.desk.write('.guardian/catalogue.txt', readFileSync(kept(), 'utf8').slice(0, -100));
    for (const args of [
      ['catalogue', 'show'],
      ['explain', '--call', 'GET /api/v2/users'],
    ]) {
      const { code, stdout, stderr } = await org.desk.run(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/catalogue.txt: this catalogue is damaged: run 'guardian catalogue update'/);
    }
    expect((await update('--force')).document.kept).toBe(true);
    expect((await show()).code).toBe(0);
  });

  it('takes a file, and nothing that is no definition', async () => {
    const copy = org.desk.write('copy.txt', readFileSync(kept(), 'utf8'));
    expect((await update('--from', copy)).document).toMatchObject({ kept: true, added: [], removed: [], changed: [] });
    org.desk.write('garbage', '\u001b[2Jgarbage');
    org.desk.write('empty.json', '{"swagger":"2.0","paths":{}}');
    mkdirSync(join(org.desk.folder, 'folder'));
    for (const name of ['garbage', 'empty.json', 'folder', 'nowhere']) {
      const { code, stdout, stderr } = await org.desk.run(['catalogue', 'update', '--from', name]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).not.toContain('\u001b');
    }
  });

  it('sends no credential to an address that somebody names', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/swagger`;
    const { code, stderr } = await org.desk.run(['catalogue', 'update', '--from', url]);
    await new Promise((resolve) => server.close(resolve));
    expect(code).toBe(2);
    expect(stderr).toMatch(/could not be read[\s\S]*--from/);
    expect(seen).toEqual([undefined]);
  });
});
