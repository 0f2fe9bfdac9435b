import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { documentHtml, jsonIsland } from '../../lib/report/document.ts';

const PARTS = { title: 'A report', style: 'p{}', page: '<p>words</p>', facts: { a: 1 }, script: 'void 0' };

describe('A document', () => {
  it('lets just its own script run, by hash, and nothing be loaded or sent', () => {
    const html = documentHtml({ ...PARTS, script: 'console.log("ä")' });
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    expect(script).toBe('console.log("ä")');
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'sha256-${hash}'`,
      "style-src 'unsafe-inline'",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types default',
    ]);
  });

  it.each(['</script>', '</SCRIPT ', '<!--'])('refuses a script that holds %s', (words) => {
    expect(() => documentHtml({ ...PARTS, script: `"${words}"` })).toThrow(RangeError);
  });

  it('takes its title as text', () => {
    expect(documentHtml({ ...PARTS, title: '</title><img>' })).toContain('<title>&lt;/title>&lt;img></title>');
  });
});

describe('A JSON island', () => {
  it('holds nothing that could end it, and reads as what went in', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constant('</script><!--\u2028')),
        (value) => {
          const island = jsonIsland(value);
          expect(island).not.toMatch(/[<\u2028\u2029]/);
          expect(JSON.parse(island)).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
    );
  });
});
