import type { Body, Item, Line, Part, Row, Table } from '../body/body.ts';
import { cleanText, clip } from './clean.ts';
import { textOf } from './text-size.ts';
import { TEXT_WIDTH, wrap, wrapCommand } from './wrap.ts';

/** A message as plain text, in lines of at most 76 characters but for commands that cannot be broken. */
export function bodyText({ title, facts, parts, notes }: Body): string {
  return textOf([...headText({ title, facts }), ...parts.flatMap(partText), ...notesText(notes)]);
}

/** The first lines. */
export function headText({ title, facts }: Pick<Body, 'title' | 'facts'>): string[] {
  return [title, ...facts].flatMap((line) => wrap(line));
}

/** The last lines; empty where there is nothing of it. */
export function notesText(notes: Body['notes']): string[] {
  return notes.length > 0 ? ['', RULE, ...notes.flatMap((line) => lineText(line, { rest: '  ', command: '  ' }))] : [];
}

/** A part in lines, with the empty line before it. */
export function partText(part: Part): string[] {
  switch (part.kind) {
    case 'lines':
      return ['', ...part.lines.flatMap((line) => lineText(line, { command: '  ' }))];
    case 'client':
      return ['', ...clientText(part)];
    case 'finding':
      return ['', ...findingText(part)];
    case 'list':
      return ['', ...(part.title ? wrap(part.title) : []), ...part.items.flatMap(itemText)];
    case 'section':
      return ['', RULE, ...wrap(part.title), ...part.parts.flatMap(partText)];
    case 'table':
      return ['', ...tableText(part.table)];
    default:
      return part satisfies never;
  }
}

function clientText({ name, facts, see }: Extract<Part, { kind: 'client' }>): string[] {
  return [
    RULE,
    ...wrap(name),
    ...facts.flatMap((fact) => wrap(fact)),
    ...(see ? wrapCommand(see, { first: 'See: ' }) : []),
    RULE,
  ];
}

function findingText({ number, state, title, rows }: Extract<Part, { kind: 'finding' }>): string[] {
  return [...wrap(title, { first: `${number}. ${state}: `, rest: '   ' }), '', ...rows.flatMap(rowText)];
}

function rowText({ label, lines }: Row): string[] {
  return lines.flatMap((line, index) => {
    const first = labelText(index === 0 ? label : '');
    return lineText(line, { first, rest: labelText(''), command: first });
  });
}

function itemText({ marker, lead, text, details }: Item): string[] {
  const first = marker === undefined ? '  ' : `${marker.padStart(marker.endsWith('.') ? 5 : 3)} `;
  const rest = ' '.repeat(marker === undefined ? 4 : first.length);
  return [
    ...wrap(text, { first: lead ? `${first}${lead} ` : first, rest }),
    ...details.flatMap((line) => lineText(line, { first: rest, rest, command: rest })),
  ];
}

function lineText(
  line: Line,
  { first = '', rest = first, command }: { readonly first?: string; readonly rest?: string; readonly command: string },
): string[] {
  switch (line.kind) {
    case 'text':
      return wrap(line.text, { first, rest });
    case 'change':
      return wrap(`${line.sign} ${line.text}`, { first, rest: `${rest}  ` });
    case 'step':
      return wrap(`${line.number}. ${line.text}`, { first, rest: `${rest}   ` });
    case 'command':
      return wrapCommand(line.words, { first: command });
    default:
      return line satisfies never;
  }
}

/** The first column takes what the figures leave. */
function tableText({ head, rows }: Table): string[] {
  const all = [head, ...rows].map((row) => row.map(cleanText));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const figures = widths.slice(1).reduce((sum, width) => sum + width + GAP.length, 0);
  const nameWidth = Math.min(widths[0] ?? 0, TEXT_WIDTH - INDENT.length - figures);
  return all.map(([name = '', ...cells]) => {
    const shown = cells.map((cell, index) => cell.padStart(widths[index + 1] ?? 0));
    return `${INDENT}${[clip(name, nameWidth).padEnd(nameWidth), ...shown].join(GAP)}`.trimEnd();
  });
}

function labelText(label: string): string {
  return `   ${label.padEnd(9)}`;
}

const RULE = '-'.repeat(TEXT_WIDTH);
const INDENT = '  ';
const GAP = '  ';
