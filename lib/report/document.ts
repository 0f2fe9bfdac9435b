import { createHash } from 'node:crypto';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { FACTS_ID, ROOT_ID } from './ids.ts';

export interface DocumentParts {
  readonly title: string;
  readonly style: string;
  /** HTML, as Preact rendered it. */
  readonly page: string;
  /** JSON that the script reads. */
  readonly facts: unknown;
  /** The one script, as `pageScript` bundles it. */
  readonly script: string;
}

/**
 * A whole document in one file. Its policy lets just this script run, nothing be loaded and nothing be sent: whatever a
 * name of a client says.
 *
 * @throws RangeError for a script that would end its own element
 */
export function documentHtml({ title, style, page, facts, script }: DocumentParts): string {
  if (/<\/script|<!--/i.test(script)) throw new RangeError('a script in a page must not hold </script or <!--');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(script)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    renderToString(h('title', null, title)),
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="${ROOT_ID}">${page}</div>`,
    `<script type="application/json" id="${FACTS_ID}">${jsonIsland(facts)}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** JSON that can stand in a script element: it cannot end it, nor begin a comment or another one. */
export function jsonIsland(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function policy(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}
