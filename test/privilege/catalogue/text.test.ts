import fc from 'fast-check';
import { Catalogue, CatalogueError, parseCatalogue, writeCatalogue } from '../../../lib/privilege/catalogue/index.ts';
import { aCatalogue, arbitraryCatalogue, deleteUser, getMe, getUser, listUsers, ORIGIN } from './support/operations.ts';

const queues = {
  ...listUsers,
  template: '/api/v2/routing/queues/{queueId}/members',
  scopes: ['routing', 'users:readonly'],
  kind: 'ALL',
  permissions: ['routing:queue:edit', 'routing:queue:view', 'wfm:agent:view'],
  divisionAware: true,
  deprecated: true,
} as const;

const TEXT = `guardian-catalogue 1
source: a test
date: 2026-07-01
operations: 5
templates: 4
any: 3
all: 1
none: 1
unreadable: 1
deprecated: 1
scopes: 3
permissions: 6
sha256: 8cf4ca91615939281f20d70dce2ca9ae187984b1a4e7e96a929886ef3c4dc59b

group /api/v2/routing scope=routing domain=routing
 /queues/{queueId}/members GET routing,users:readonly deprecated division-aware &queue:edit,view &wfm:agent:view
group /api/v2/users scope=users domain=directory
 GET =? |user:view
 /me GET =?
 /{userId}
  DELETE = |organization:admin |user:delete |?
  GET =? |user:view
`;

const WITHOUT_OPERATIONS = TEXT.slice(0, TEXT.indexOf('group'));

describe('writeCatalogue', () => {
  it('writes a header that counts, and a line for each operation', () => {
    expect(writeCatalogue(aCatalogue(getUser, queues, deleteUser, getMe, listUsers))).toBe(TEXT);
  });

  it('takes no notice of the order of operations', () => {
    fc.assert(
      fc.property(arbitraryCatalogue, ({ operations }) => {
        expect(writeCatalogue(aCatalogue(...operations.toReversed()))).toBe(writeCatalogue(aCatalogue(...operations)));
      }),
    );
  });

  it('refuses an origin that would not stay on its line', () => {
    const write = () => writeCatalogue(new Catalogue({ source: 'two\nlines', date: 'July' }, []));
    expect(problemsOf(write)).toEqual([
      'header, source: "two\nlines" is not one line of words',
      'header, date: "July" is neither yyyy-MM-dd nor yyyy-MM',
    ]);
  });
});

describe('parseCatalogue', () => {
  it('reads what was written', () => {
    expect(parseCatalogue(TEXT).operations).toEqual([queues, listUsers, getMe, deleteUser, getUser]);
    expect(parseCatalogue(TEXT).origin).toEqual(ORIGIN);
  });

  it('reads every catalogue that was written', () => {
    fc.assert(
      fc.property(arbitraryCatalogue, (catalogue) => {
        expect(parseCatalogue(writeCatalogue(catalogue)).operations).toEqual(catalogue.operations);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the line ends of Windows', () => {
    expect(parseCatalogue(TEXT.replaceAll('\n', '\r\n')).operations).toHaveLength(5);
  });

  it('refuses a text that is no catalogue', () => {
    expect(problemsOf(() => parseCatalogue('{"swagger": "2.0"}'))).toEqual([
      'line 1: no catalogue: it would begin with "guardian-catalogue 1"',
    ]);
    expect(problemsOf(() => parseCatalogue(''))).toHaveLength(1);
  });

  it('refuses a version of the format that it does not know', () => {
    expect(problemsOf(() => parseCatalogue(TEXT.replace('catalogue 1', 'catalogue 2')))).toEqual([
      'line 1: format version 2 is unknown; this guardian knows 1',
    ]);
  });

  it('refuses a header without an end, without a date, or with a count that is none', () => {
    expect(problemsOf(() => parseCatalogue('guardian-catalogue 1\nsource: a test'))).toEqual([
      'header: no empty line ends it',
    ]);
    const text = TEXT.replace('date: 2026-07-01\n', '').replace('any: 3', 'any: many').replace('all: 1\n', '');
    expect(problemsOf(() => parseCatalogue(text))).toEqual([
      'header, date: "" is neither yyyy-MM-dd nor yyyy-MM',
      'header, any: "many" is no count',
      'header, all: "" is no count',
    ]);
  });

  it('refuses a text that was cut off', () => {
    const lines = TEXT.split('\n').slice(0, -2);
    expect(problemsOf(() => parseCatalogue(lines.join('\n')))).toEqual([
      'header, operations: says 5, the text holds 4: it is cut off, or was changed by hand',
      'header, any: says 3, the text holds 2: it is cut off, or was changed by hand',
    ]);
  });

  it('refuses a catalogue of which any line is lost', () => {
    fc.assert(
      fc.property(arbitraryCatalogue, fc.nat(), (catalogue, at) => {
        const lines = writeCatalogue(catalogue).split('\n').slice(0, -1);
        const lost = at % lines.length;
        const text = lines.filter((_, index) => index !== lost).join('\n');
        expect(problemsOf(() => parseCatalogue(text))).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a text in which an operation has another path, although all counts are right', () => {
    expect(problemsOf(() => parseCatalogue(TEXT.replace('/{userId}', '/{userId}/roles')))).toEqual([
      'header, sha256: is not that of the text, which was changed by hand',
    ]);
  });

  it('refuses an operation that stands there twice', () => {
    const text = TEXT.replace('operations: 5', 'operations: 6').replace('any: 3', 'any: 4');
    expect(problemsOf(() => parseCatalogue(`${text}  GET = |user:view\n`))).toEqual([
      'GET /api/v2/users/{userId}: stands in the text more than once',
    ]);
  });

  it.each([
    ['/lost GET = |user:view', 'stands below no path: "/lost GET = |user:view"'],
    ['    GET = |user:view', 'stands below no path: "    GET = |user:view"'],
    ['  FETCH = |user:view', '"FETCH" is no method; allowed: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT'],
    ['  PUT', 'no scopes after PUT; without any: -'],
    ['  PUT us*ers |user:view', '"us*ers" is no scope'],
    [
      '  PUT = user:view',
      '"user:view" cannot stand here; allowed: deprecated, division-aware, division-unaware, |permission, &permission',
    ],
    ['  PUT = |user:view &user:edit', '"&user:edit": permissions begin either all with | or all with &'],
    ['  PUT = |user', '"user" is no permission'],
    ['  PUT = |a:b:c:d', '"a:b:c:d" is no permission'],
    ['  PUT = |user:view,', '"user:view," is no permission'],
    ['', 'stands below no path: ""'],
  ])('refuses the line "%s"', (line, message) => {
    expect(problemsOf(() => parseCatalogue(`${TEXT}${line}\n  GET = |fine:here`))).toEqual([`line 23: ${message}`]);
  });

  it('reports every line that it cannot read', () => {
    const text = `${WITHOUT_OPERATIONS}group /api/v2/a\n GET = |a:b:c\n GET - |b:c\n\n`;
    expect(problemsOf(() => parseCatalogue(text))).toEqual([
      'line 16: "=" in a group that names no scope',
      'line 17: "b:c" is no permission',
      'line 18: stands below no path: ""',
    ]);
  });
});

function problemsOf(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof CatalogueError) return error.problems.map(({ place, message }) => `${place}: ${message}`);
    throw error;
  }
  return [];
}
