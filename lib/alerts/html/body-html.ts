import { type ComponentChild, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Body, Item, Line, Part, Row, Table } from '../body/body.ts';
import { cleanText } from '../text/clean.ts';
import { darkRules, type LookName, looks } from './palette.ts';

/**
 * A message as a whole HTML document for mail programs: one column without tables, styles inline, light and dark, nothing
 * to load and nothing to click. Every word goes through the renderer's escaping as text, and no attribute holds any, so
 * that no name of a client can become markup or a link.
 */
export function bodyHtml(body: Body): string {
  const document = h(
    'html',
    { lang: 'en' },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'supported-color-schemes', content: 'light dark' }),
      // Or a telephone makes links of what looks like a number, a date or an address.
      h('meta', { name: 'format-detection', content: 'telephone=no, date=no, address=no, email=no, url=no' }),
      h('title', null, cleanText(body.title)),
      h('style', null, darkRules()),
    ),
    h('body', looks('page'), h('div', looks('sheet'), sheet(body))),
  );
  return `<!DOCTYPE html>\n${renderToString(document)}\n`;
}

function sheet({ title, facts, parts, notes }: Body): ComponentChild[] {
  return [
    h('h1', looks('title'), shown(title)),
    ...facts.map((fact) => say('quiet', fact)),
    ...parts.map(partHtml),
    notes.length > 0 ? h('div', looks('notes'), notes.map(lineHtml)) : null,
  ];
}

function partHtml(part: Part): ComponentChild {
  switch (part.kind) {
    case 'lines':
      return h('div', looks('paragraph'), part.lines.map(lineHtml));
    case 'client':
      return clientHtml(part);
    case 'finding':
      return findingHtml(part);
    case 'list':
      return h('div', looks('paragraph'), [
        part.title === undefined ? null : h('p', looks('subheading'), h('b', null, shown(part.title))),
        h('ul', looks('list'), part.items.map(itemHtml)),
      ]);
    case 'section':
      return h('div', looks('section'), [h('h2', looks('heading'), shown(part.title)), part.parts.map(partHtml)]);
    case 'table':
      return tableHtml(part.table);
    default:
      return part satisfies never;
  }
}

function clientHtml({ name, facts, see }: Extract<Part, { kind: 'client' }>): ComponentChild {
  return h('div', looks('client'), [
    h('h2', looks('heading'), shown(name)),
    ...facts.map((fact) => say('quiet', fact)),
    see ? commandHtml(see) : null,
  ]);
}

function findingHtml({ number, state, title, rows }: Extract<Part, { kind: 'finding' }>): ComponentChild {
  return h('div', looks('finding'), [
    h('h3', looks('subheading'), shown(`${number}. ${state}: ${title}`)),
    ...rows.map(rowHtml),
  ]);
}

function rowHtml({ label, lines }: Row): ComponentChild {
  return h('div', looks('value'), [h('p', looks('label'), shown(label)), lines.map(lineHtml)]);
}

function itemHtml({ marker, lead, text, details }: Item): ComponentChild {
  const start = [marker, lead].filter((word) => word !== undefined && word !== '-').join(' ');
  return h('li', looks('item'), [
    h('p', looks('line'), [start === '' ? null : h('b', null, shown(start)), start === '' ? null : ' ', shown(text)]),
    details.map((line) => (line.kind === 'text' ? say('quiet', line.text) : lineHtml(line))),
  ]);
}

/** A block for each row: a telephone has no room for columns, and many mail programs spoil them. */
function tableHtml({ head, rows }: Table): ComponentChild {
  return h(
    'ul',
    looks('figures'),
    rows.map(([name = '', ...cells]) =>
      h('li', looks('figure'), [
        h('b', null, shown(name)),
        say('quiet', cells.map((cell, index) => `${head[index + 1] ?? ''}: ${cell}`).join(', ')),
      ]),
    ),
  );
}

function lineHtml(line: Line): ComponentChild {
  switch (line.kind) {
    case 'text':
      return say('line', line.text);
    case 'change':
      return say(line.sign === '+' ? 'added' : 'removed', `${line.sign} ${line.text}`);
    case 'step':
      return say('line', `${line.number}. ${line.text}`);
    case 'command':
      return commandHtml(line.words);
    default:
      return line satisfies never;
  }
}

function commandHtml(words: readonly string[]): ComponentChild {
  return h('pre', looks('command'), shown(words.join(' ')));
}

function say(look: LookName, words: string): ComponentChild {
  return h('p', looks(look), shown(words));
}

/**
 * On one line, without characters that reorder or hide others. Mail programs make links of whatever looks like an
 * address: a tag in the middle keeps them from it, and is not there when somebody copies the words.
 */
function shown(words: string): ComponentChild[] {
  return cleanText(words)
    .split(LINK_SIGNS)
    .map((piece, index) => (index % 2 === 1 ? h('span', null, piece) : piece));
}

const LINK_SIGNS = /(:\/\/|\.(?=[\p{L}\p{N}])|@)/u;
