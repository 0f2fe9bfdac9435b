import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueUpdateText } from '../../lib/cli/render/catalogue-text.ts';
import { explainText, redirectText } from '../../lib/cli/render/explain-text.ts';
import { PLAIN_PAPER } from '../../lib/cli/render/paper.ts';
import type { OAuthClient } from '../../lib/domain/client.ts';
import { namesFrom } from '../../lib/domain/drift.ts';
import { explainRedirect } from '../../lib/jobs/queries/explain-redirect.ts';
import { type ApiOperation, Catalogue, catalogueDiff, platformCatalogue } from '../../lib/privilege/catalogue/index.ts';
import { explainRefusal, readAnswer } from '../../lib/privilege/refusal/index.ts';
import { aClient, aRole, byId, HOME, RECORDER_ROLE, SALES } from '../support/facts.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const ASOF = '2026-11-20T09:00:00.000Z';
const HOSTILE = 'Acme\u001b[2J\u009b31m\u202e\r\nCRITICAL';
const ABOUT = {
  org: 'prod',
  at: null,
  catalogue: { source: 'Genesys Cloud Platform API definition', date: '2026-07', operations: 3180, place: 'bundled' },
  isDeployed: false,
  now: NOW,
  paper: PLAIN_PAPER,
} as const;

/** Every text, of ordinary data or with a name that means harm. One whole output each is kept beside this file. */
const TEXTS: Readonly<Record<string, (name?: string) => string>> = {
  'explain-an-error': (name = 'Acme Recorder') => {
    const client = aClient({ name });
    const roles = byId([
      { ...RECORDER_ROLE, name },
      aRole({ name, permissions: ['routing:queue:view', 'routing:queue:edit'] }),
    ]);
    const divisions = byId([HOME, { ...SALES, name: name === 'Acme Recorder' ? 'Sales' : name }]);
    const answer = readAnswer(
      JSON.stringify({
        code: 'missing.any.permissions',
        status: 403,
        contextId: 'context-1',
        message: `${name === 'Acme Recorder' ? '' : name}You must have at least one of the following permissions assigned: [routing:queue:view]`,
      }),
    );
    const explanation = explainRefusal({
      ...(answer && { answer }),
      asked: { method: 'GET', path: '/api/v2/oauth/clients/4711' },
      client,
      roles,
      divisions,
      enforceScopes: 'unknown',
      catalogue: platformCatalogue(),
    });
    const subject = { id: client.id, name, kind: 'client', client, notices: [`A notice of ${name}.`] } as const;
    const notices = [...subject.notices, ...explanation.notices];
    return explainText(
      { ...explanation, notices, asOf: ASOF, subject, names: namesFrom(roles, divisions), usage: null },
      ABOUT,
    );
  },
  'explain-a-redirect': (name = 'Acme Recorder') => {
    const client: OAuthClient = aClient({
      name,
      grantType: 'CODE',
      grants: [],
      redirectUris: ['https://app.acme.example/callback'],
    });
    const uri = name === 'Acme Recorder' ? 'https://app.acme.example/Callback/' : `https://app.acme.example/${name}`;
    const subject = { id: client.id, name, kind: 'client', client, notices: [] } as const;
    return redirectText(explainRedirect(uri, client, [client]), {
      at: null,
      asOf: ASOF,
      subject,
      now: NOW,
      paper: PLAIN_PAPER,
    });
  },
  'catalogue-update': (name = 'Acme Recorder') => {
    const operation: ApiOperation = {
      method: 'GET',
      template: '/api/v2/users',
      scopes: ['users'],
      kind: 'ANY',
      permissions: ['directory:user:view'],
      unreadable: false,
      deprecated: false,
    };
    const before = new Catalogue({ source: 'a definition', date: '2026-07' }, [
      operation,
      { ...operation, template: '/api/v2/gone' },
      { ...operation, template: '/api/v2/groups' },
    ]);
    const after = new Catalogue({ source: 'a definition', date: '2026-11-20' }, [
      { ...operation, permissions: ['directory:user:list'] },
      { ...operation, template: `/api/v2/${name === 'Acme Recorder' ? 'new' : name}` },
      { ...operation, template: '/api/v2/groups', scopes: ['groups'] },
    ]);
    return catalogueUpdateText(
      {
        before: { catalogue: before, place: 'bundled' },
        after,
        diff: catalogueDiff(before, after),
        divisionsLearnt: 2,
        divisionsUnknown: name === 'Acme Recorder' ? 'no credentials are set' : name,
        warnings: [{ place: 'paths["/api/v2/x"]', message: `"${name}" is no permission` }],
        isKept: true,
      },
      {
        path: '/home/sam/.guardian/catalogue.txt',
        callersOf: ({ template }) => (template === '/api/v2/users' ? [{ id: 'c1', name, lastDay: '2026-11-19' }] : []),
        paper: PLAIN_PAPER,
      },
    );
  },
};

describe.each(Object.entries(TEXTS))('the text of %s', (name, text) => {
  it('reads as it is kept beside this file', () => {
    const golden = readFileSync(join(__dirname, 'golden', `${name}.txt`), 'utf8');
    expect(text()).toBe(golden);
  });

  it('lets no name steer a terminal', () => {
    expect(text(HOSTILE).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text(HOSTILE)).not.toMatch(/^CRITICAL/m);
  });
});
