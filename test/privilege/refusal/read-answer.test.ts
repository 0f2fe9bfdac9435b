import fc from 'fast-check';
import { readAnswer } from '../../../lib/privilege/refusal/index.ts';

const DIVISION = '5c2f0d7e-0000-4000-8000-000000000000';

const missingAny = {
  message:
    'Unable to perform the requested action. You must have at least one of the following permissions assigned: [analytics:conversationDetail:view, analytics:conversationDetail:*]',
  code: 'missing.any.permissions',
  status: 403,
  messageParams: { permissions: '[analytics:conversationDetail:view]' },
  contextId: 'context-1',
  details: [],
  errors: [],
};
const body = JSON.stringify(missingAny);

const read = {
  status: 403,
  code: 'missing.any.permissions',
  correlationId: 'context-1',
  names: { permissions: ['analytics:conversationDetail:*', 'analytics:conversationDetail:view'], scopes: [] },
};

describe('readAnswer', () => {
  it.each([
    ['the body', body],
    [
      'the body with a byte order mark and Windows line ends',
      `\uFEFF${JSON.stringify(missingAny, null, 2).replaceAll('\n', '\r\n')}`,
    ],
    ['a text that holds the body', JSON.stringify(body)],
    ['a log line', `2026-11-20 ERROR call failed: ${body} (attempt 2)`],
    ['a log line with escaped quotes', `{"level":"error" "body": "${body.replaceAll('"', '\\"')}"`],
    ['a log document', JSON.stringify({ level: 'error', error: { response: { status: 403, data: missingAny } } })],
    [
      'an error of a client library',
      JSON.stringify({ name: 'AxiosError', code: 'ERR_BAD_REQUEST', response: { data: missingAny } }),
    ],
    ['a list', JSON.stringify([{ id: 1 }, missingAny])],
  ])('reads %s', (_what, text) => {
    expect(readAnswer(text)).toMatchObject(read);
  });

  it('reads a whole exchange, as curl -v shows it', () => {
    const text = [
      '> POST /api/v2/analytics/conversations/details/query?token=abc HTTP/2',
      '> Host: api.mypurecloud.de',
      '> Authorization: Bearer abcdefgh-1234',
      '< HTTP/2 403',
      '< inin-correlation-id: correlation-1',
      '< ',
      body,
    ].join('\r\n');
    expect(readAnswer(text)).toMatchObject({
      ...read,
      correlationId: 'correlation-1',
      call: { method: 'POST', path: '/api/v2/analytics/conversations/details/query' },
      holdsCredentials: true,
    });
    expect(JSON.stringify(readAnswer(text))).not.toMatch(/abcdefgh|token=abc/);
  });

  it('reads an exchange without a body', () => {
    expect(readAnswer('GET /api/v2/users/me HTTP/1.1\n\nHTTP/1.1 403 Forbidden\n')).toMatchObject({
      status: 403,
      call: { method: 'GET', path: '/api/v2/users/me' },
      names: { permissions: [] },
    });
  });

  it('reads the call of a log line', () => {
    expect(readAnswer(`GET https://api.mypurecloud.de/api/v2/users/4711?expand=x 403 ${body}`)?.call).toEqual({
      method: 'GET',
      path: '/api/v2/users/4711',
    });
  });

  it('reads prose with a code of the API in it', () => {
    const prose =
      "403 missing.division.permission: Unable to perform the requested action. You are missing the following permission 'routing:queue:view' in the provided division(s).";
    expect(readAnswer(prose)).toMatchObject({
      code: 'missing.division.permission',
      names: { permissions: ['routing:queue:view'] },
    });
  });

  it.each([
    ['App not authorized to use scope users:readonly', { scopes: ['users:readonly'] }],
    ['App not authorized to use scope [users, users:readonly]', { scopes: ['users', 'users:readonly'] }],
    [
      `You are missing '[a:b:c]' in at least one of the following division(s): [${DIVISION}]`,
      { permissions: ['a:b:c'], divisions: [DIVISION] },
    ],
    [`security policies have denied access. Policy ID(s): [${DIVISION}]`, { policies: [DIVISION], divisions: [] }],
    [
      'You are not authorized to perform the requested action.',
      { permissions: [], scopes: [], divisions: [], policies: [] },
    ],
  ])('finds the names in "%s"', (message, names) => {
    expect(readAnswer(JSON.stringify({ code: 'some.code', message }))?.names).toMatchObject(names);
  });

  it.each([
    [
      'the message',
      JSON.stringify({
        code: 'too.many.requests.retry.after',
        status: 429,
        message: 'Retry the request in [42] seconds',
      }),
    ],
    ['a header', 'HTTP/1.1 429 Too Many Requests\nRetry-After: 42\n'],
    [
      'a header in JSON',
      JSON.stringify({ status: 429, headers: { 'Retry-After': '42' }, data: { code: 'too.many.requests' } }),
    ],
  ])('reads the time to wait from %s', (_where, text) => {
    expect(readAnswer(text)).toMatchObject({ status: 429, retryAfterSeconds: 42 });
  });

  it('takes no credentials into the message', () => {
    expect(readAnswer('401 bad.credentials for Bearer abcdefgh12345678')?.message).toBe(
      '401 bad.credentials for Bearer [removed]',
    );
  });

  it.each(['', 'hello', '{}', '[]', 'null', '42', '<html><body>Bad gateway</body></html>', '{"a":'])(
    'finds nothing in %j',
    (text) => {
      expect(readAnswer(text)).toBeUndefined();
    },
  );

  it.each([
    ['braces', '{'.repeat(1_000_000)],
    ['braces and quotes', '{"'.repeat(500_000)],
    ['brackets', '['.repeat(1_000_000)],
    ['requests', 'GET /api/v2/'.repeat(80_000)],
    ['permissions', 'a:b:c '.repeat(160_000)],
    ['divisions', 'division(s) '.repeat(80_000)],
    ['lines', '\n'.repeat(1_000_000)],
    ['zeros', '\0'.repeat(1_000_000)],
    ['objects', JSON.stringify(Array.from({ length: 100_000 }, (_, id) => ({ id })))],
  ])('comes to an end with a megabyte of %s', (_what, text) => {
    expect(readAnswer(text)).toBeUndefined();
  });

  it('keeps a message to one line of a few hundred characters', () => {
    const answer = readAnswer(JSON.stringify({ code: 'some.code', message: 'long\n'.repeat(10_000) }));
    expect(answer?.message?.length).toBeLessThanOrEqual(500);
    expect(answer?.message).not.toContain('\n');
  });

  it('takes any text without harm', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.json()), (text) => {
        readAnswer(text);
      }),
    );
  });

  it('finds a body wherever it is wrapped', () => {
    const wrap = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant<unknown>(missingAny),
        fc.record({ a: fc.json(), b: tie('value') }),
        fc.tuple(fc.integer(), tie('value')),
        tie('value').map((value) => JSON.stringify({ inner: value })),
      ),
    })).value;
    fc.assert(
      fc.property(wrap, (value) => {
        expect(readAnswer(JSON.stringify({ value }))).toMatchObject(read);
      }),
    );
  });
});
