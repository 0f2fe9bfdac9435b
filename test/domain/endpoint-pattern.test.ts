import { isApprovedEndpoint } from '../../lib/domain/endpoint-pattern.ts';

function covers(pattern: string, call: string): boolean {
  const [method = '', template = ''] = call.split(' ');
  return isApprovedEndpoint({ method, template }, [pattern]);
}

describe('isApprovedEndpoint', () => {
  it.each([
    ['the very call', 'GET /api/v2/users', 'GET /api/v2/users'],
    ['another name of the parameter', 'GET /api/v2/users/{id}', 'GET /api/v2/users/{userId}'],
    ['any method', '* /api/v2/users', 'POST /api/v2/users'],
    ['the rest of the path', 'GET /api/v2/users/*', 'GET /api/v2/users/{userId}/presence'],
    ['the rest of a word', 'GET /api/v2/users*', 'GET /api/v2/users'],
    ['everything', '* /*', 'DELETE /api/v2/users/{userId}'],
    ['a method in small letters', 'GET /api/v2/users', 'get /api/v2/users'],
  ])('covers %s: %s, %s', (_, pattern, call) => {
    expect(covers(pattern, call)).toBe(true);
  });

  it.each([
    ['another method', 'GET /api/v2/users', 'POST /api/v2/users'],
    ['a longer path', 'GET /api/v2/users', 'GET /api/v2/users/{userId}'],
    ['the path without its rest', 'GET /api/v2/users/*', 'GET /api/v2/users'],
    ['a path that only begins alike', 'GET /api/v2/users/*', 'GET /api/v2/usersearch'],
    ['a parameter where a word is approved', 'GET /api/v2/users/me', 'GET /api/v2/users/{userId}'],
    ['a word where a parameter is approved', 'GET /api/v2/users/{userId}', 'GET /api/v2/users/me'],
    ['one parameter where two are approved', 'GET /api/v2/{a}/{b}', 'GET /api/v2/{a}'],
  ])('does not cover %s: %s, %s', (_, pattern, call) => {
    expect(covers(pattern, call)).toBe(false);
  });

  it('needs one of several patterns, and nothing is approved by none', () => {
    const call = { method: 'GET', template: '/api/v2/users' };
    expect(isApprovedEndpoint(call, ['GET /api/v2/queues', 'GET /api/v2/users'])).toBe(true);
    expect(isApprovedEndpoint(call, [])).toBe(false);
  });
});
