import fc from 'fast-check';
import { normalTemplate, templateKey } from '../../../lib/privilege/catalogue/index.ts';
import { arbitraryTemplate } from './support/operations.ts';

describe('a template', () => {
  it.each([
    ['api/v2/users/{userId}', 'usage leaves out the leading slash'],
    ['/api/v2/users/{userId}/', 'trailing slash'],
    ['//api//v2/users///{userId}', 'doubled slashes'],
    ['users/{userId}', 'no api/v2'],
    ['/users/{userId}', 'no api/v2, but a slash'],
    ['/api/v2/users/%7BuserId%7D', 'encoded braces'],
    ['/api/v2/users/%7buserId%7d', 'encoded in lower case'],
  ])('is normal for %s (%s)', (given) => {
    expect(normalTemplate(given)).toBe('/api/v2/users/{userId}');
  });

  it.each([
    ['/api/v1/users', '/api/v1/users', 'another version stays another version'],
    ['/api/v2/Users', '/api/v2/Users', 'letters keep their case'],
    ['/apis/list', '/api/v2/apis/list', 'a name that only begins with api is a name'],
    ['', '', 'a dimension that nobody asked for'],
    ['//', '', 'nothing but slashes'],
  ])('made of "%s" is "%s": %s', (given, normal) => {
    expect(normalTemplate(given)).toBe(normal);
  });

  it('has a key without the names of its parameters', () => {
    expect(templateKey('users/{id}/queues/{queueId}.csv')).toBe('/api/v2/users/{}/queues/{}.csv');
  });

  it('with a literal has another key than one with a parameter', () => {
    expect(templateKey('users/me')).not.toBe(templateKey('users/{userId}'));
  });

  const arbitraryText = fc.oneof(
    arbitraryTemplate,
    fc.string(),
    fc
      .array(fc.constantFrom('/', '{', '}', '%7B', '%7d', '%', '7', 'api', 'v2', 'a'), { maxLength: 12 })
      .map((parts) => parts.join('')),
  );

  it('that is normal is left as it is, whatever it was made of', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        expect(normalTemplate(normalTemplate(text))).toBe(normalTemplate(text));
        expect(templateKey(templateKey(text))).toBe(templateKey(text));
        expect(templateKey(normalTemplate(text))).toBe(templateKey(text));
      }),
      { numRuns: 1_000 },
    );
  });
});
