/**
 * As much of HCL as resources need, in the style of `terraform fmt`. Source: HCL native syntax specification, quoted
 * templates: `\n`, `\r`, `\t`, `\"`, `\\`, `\uNNNN`, `\UNNNNNNNN`; `$${` and `%%{` stand for `${` and `%{`.
 */

/** A finished expression: only the functions below make one, so that no text from outside becomes code. */
export interface Expression {
  readonly hcl: string;
}

export interface Attribute {
  readonly name: string;
  readonly value: Expression;
  /** Stands on the line before. */
  readonly comment?: string;
}

export interface Block {
  readonly type: string;
  /** Identifiers, or texts that are quoted here. */
  readonly labels: readonly string[];
  readonly comments?: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly blocks?: readonly Block[];
}

/** A quoted text without anything that HCL would evaluate. */
export function hclString(text: string): Expression {
  return { hcl: `"${escaped(text)}"` };
}

export function hclNumber(value: number): Expression {
  return { hcl: String(value) };
}

/** An address such as `data.genesyscloud_auth_division.sales.id`; the parts have to be identifiers. */
export function reference(...parts: readonly string[]): Expression {
  const stranger = parts.find((part) => !/^[A-Za-z][A-Za-z0-9_-]*$/.test(part));
  if (stranger !== undefined) throw new Error(`no identifier of HCL: ${JSON.stringify(stranger)}`);
  return { hcl: parts.join('.') };
}

/** On one line where it is short, one item a line otherwise. */
export function hclList(items: readonly Expression[]): Expression {
  const line = `[${items.map(({ hcl }) => hcl).join(', ')}]`;
  if (line.length <= 60) return { hcl: line };
  return { hcl: `[\n${items.map(({ hcl }) => `  ${hcl},`).join('\n')}\n]` };
}

/** A comment of one line. The text must be on one already. */
export function hclComment(text: string): string {
  return `# ${text.replace(/[\r\n\u2028\u2029]/g, ' ')}`;
}

export function blockText({ type, labels, comments = [], attributes, blocks = [] }: Block): string {
  const head = [type, ...labels.map((label) => hclString(label).hcl)].join(' ');
  const body = [
    ...(attributes.length > 0 ? [attributeLines(attributes)] : []),
    ...blocks.map((block) => blockText(block)),
  ].join('\n\n');
  const inner = body === '' ? '' : `\n${indented(body)}\n`;
  return [...comments.map(hclComment), `${head} {${inner}}`].join('\n');
}

/** Values of one line that follow each other are aligned; one of several lines stands by itself. */
function attributeLines(attributes: readonly Attribute[]): string {
  const groups: Attribute[][] = [];
  let open: Attribute[] | undefined;
  for (const attribute of attributes) {
    const isLong = attribute.value.hcl.includes('\n');
    if (isLong || attribute.comment !== undefined || !open) {
      open = [];
      groups.push(open);
    }
    open.push(attribute);
    if (isLong) open = undefined;
  }
  return groups.map(groupText).join('\n\n');
}

function groupText(group: readonly Attribute[]): string {
  const width = Math.max(...group.map(({ name }) => name.length));
  return group
    .flatMap(({ name, value, comment }) => [
      ...(comment === undefined ? [] : [hclComment(comment)]),
      `${name.padEnd(width)} = ${value.hcl}`,
    ])
    .join('\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}

const SHORT: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** As in `quoted`; a lone half of a pair is no character, and HCL cannot write it. */
const SPECIAL = /["\\]|[$%](?=\{)|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

function escaped(text: string): string {
  return text.replace(SPECIAL, (character) => {
    if (character === '$' || character === '%') return `${character}${character}`;
    const short = SHORT[character];
    if (short !== undefined) return short;
    if (/\p{Cs}/u.test(character)) return '\ufffd';
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
  });
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
