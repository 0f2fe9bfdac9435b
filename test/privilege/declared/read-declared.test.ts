import fc from 'fast-check';
import { parse } from 'yaml';
import { readDeclared } from '../../../lib/privilege/declared/index.ts';

function read(text: string) {
  return readDeclared({ name: 'f', text }, parse);
}

function callsIn(document: unknown) {
  return read(JSON.stringify(document)).calls.map(({ method, path }) => `${method} ${path}`);
}

describe('a list of calls', () => {
  it('has a call a line; empty lines and comments say nothing', () => {
    expect(read('# Acme\n\nget /api/v2/users/{userId}\r\n  POST /api/v2/routing/queues  \n')).toEqual({
      form: 'list',
      calls: [
        { method: 'GET', path: '/api/v2/users/{userId}', place: 'f, line 3' },
        { method: 'POST', path: '/api/v2/routing/queues', place: 'f, line 4' },
      ],
      problems: [],
    });
  });

  it.each(['GET', '/api/v2/users', 'FETCH /api/v2/users', 'GET /api/v2/users and more'])(
    'tells the line of what is no call: %s',
    (line) => {
      const { calls, problems } = read(`GET /api/v2/users\n${line}`);
      expect(calls).toHaveLength(1);
      expect(problems).toEqual([{ place: 'f, line 2', message: expect.stringContaining('expected a method') }]);
    },
  );
});

describe('a Postman collection', () => {
  const info = { name: 'Acme', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' };

  it('is read through nested folders, with addresses as text, as raw text or in parts', () => {
    const item = [
      {
        name: 'folder',
        item: [
          { request: { method: 'GET', url: '{{baseUrl}}/api/v2/users/:userId' } },
          { item: [{ request: { method: 'put', url: { raw: 'https://api.mypurecloud.de/api/v2/users/4711?x=1' } } }] },
        ],
      },
      { request: { method: 'DELETE', url: { path: ['api', 'v2', 'users', { value: ':userId' }] } } },
      { request: 'https://api.mypurecloud.de/api/v2/routing/queues' },
    ];
    expect(callsIn({ info, item })).toEqual([
      'GET {{baseUrl}}/api/v2/users/:userId',
      'PUT https://api.mypurecloud.de/api/v2/users/4711?x=1',
      'DELETE /api/v2/users/:userId',
      'GET https://api.mypurecloud.de/api/v2/routing/queues',
    ]);
  });

  it('puts the value of its own variable where an address begins with it', () => {
    const variable = [{ key: 'baseUrl', value: 'https://api.mypurecloud.de/api/v2/' }];
    const item = [{ request: { method: 'GET', url: '{{baseUrl}}/users/{{userId}}' } }];
    expect(callsIn({ info, variable, item })).toEqual(['GET https://api.mypurecloud.de/api/v2/users/{{userId}}']);
  });

  it('tells the place of what it cannot read, and reads the rest', () => {
    const item = [{ name: 'nothing' }, { item: [{ request: { method: 'WHAT', url: 'x' } }, { request: { url: {} } }] }];
    expect(read(JSON.stringify({ info, item })).problems.map(({ place }) => place)).toEqual([
      'f, item[0]',
      'f, item[1].item[0].request.method',
      'f, item[1].item[1].request.url',
    ]);
  });

  it('follows folders to an end', () => {
    const deep = `${'{"item":['.repeat(3000)}${']}'.repeat(3000)}`;
    const { problems } = read(`{"info":{},"item":[${deep}]}`);
    expect(problems).toEqual([{ place: expect.any(String), message: expect.stringContaining('deep') }]);
  });
});

describe('an API definition', () => {
  const paths = { '/users/{id}': { get: {}, parameters: [], 'x-tag': 1 } };

  it('is read with the path of its server, or its base path', () => {
    const servers = [{ url: 'https://api.mypurecloud.de/api/v2/' }];
    expect(callsIn({ openapi: '3.1.0', servers, paths })).toEqual(['GET https://api.mypurecloud.de/api/v2/users/{id}']);
    expect(callsIn({ swagger: '2.0', basePath: '/api/v2', paths })).toEqual(['GET /api/v2/users/{id}']);
  });

  it('may be YAML', () => {
    const text = 'openapi: 3.0.0\npaths:\n  /api/v2/users:\n    get: {}\n    trace: {}\n';
    expect(read(text)).toEqual({
      form: 'OpenAPI',
      calls: [{ method: 'GET', path: '/api/v2/users', place: 'f, paths./api/v2/users.get' }],
      problems: [{ place: 'f, paths./api/v2/users.trace', message: expect.any(String) }],
    });
  });

  it.each([
    ['another version', { openapi: '4.0.0', paths: {} }],
    ['a path that is no object', { openapi: '3.0.0', paths: { '/x': 1 } }],
    ['a path elsewhere', { openapi: '3.0.0', paths: { '/x': { $ref: 'other.yaml' } } }],
  ])('tells of %s', (_what, document) => {
    expect(read(JSON.stringify(document)).problems).toHaveLength(1);
  });
});

describe('any file', () => {
  it.each(['{"a": ', '{}', '{"info": {}, "item": 3}', 'openapi: [\n', 'swagger: "2.0"\npaths: 1'])(
    'that is none of these is a problem and no failure: %j',
    (text) => {
      expect(read(text)).toMatchObject({ calls: [], problems: [expect.any(Object)] });
    },
  );

  it('never makes reading fail', () => {
    const document = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.record(
          {
            info: fc.constant({}),
            openapi: fc.constant('3.0.0'),
            item: fc.array(tie('node')),
            paths: fc.dictionary(fc.string(), tie('node')),
            request: tie('node'),
            method: fc.string(),
            url: fc.oneof(fc.string(), tie('node')),
          },
          { requiredKeys: [] },
        ),
      ),
    })).node;
    fc.assert(
      fc.property(
        fc.oneof(
          document.map((value) => JSON.stringify(value) ?? ''),
          fc.string(),
        ),
        (text) => {
          expect(() => read(text)).not.toThrow();
        },
      ),
    );
  });
});
