import { type Attributes, type AttributeValue, compared } from './attributes.ts';

/** Names and values of an expression's placeholders. */
export interface Placeholders {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Attributes | undefined;
}

/** What a key condition asks for: one partition, and a range of its sort keys. */
export interface KeyCondition {
  readonly hash: { readonly name: string; readonly value: AttributeValue };
  readonly range?: { readonly name: string; readonly low: AttributeValue; readonly high: AttributeValue };
}

/** `#a = :b` and `#a = :b AND #c BETWEEN :d AND :e`. Throws for anything else: the store asks nothing else. */
export function keyCondition(expression: string, placeholders: Placeholders): KeyCondition {
  const match = /^(#\w+) = (:\w+)(?: AND (#\w+) BETWEEN (:\w+) AND (:\w+))?$/.exec(expression);
  const [, hash, value, sort, low, high] = match ?? [];
  if (!hash || !value) throw unknown(expression);
  return {
    hash: { name: nameAt(hash, placeholders), value: valueAt(value, placeholders) },
    ...(sort &&
      low &&
      high && {
        range: { name: nameAt(sort, placeholders), low: valueAt(low, placeholders), high: valueAt(high, placeholders) },
      }),
  };
}

/** `#a = :b`, `#a <> :b`, `#a < :b`, `#a <= :b`, `attribute_not_exists(a)`, and these joined by `OR`. */
export function holds(expression: string, item: Attributes | undefined, placeholders: Placeholders): boolean {
  return expression.split(' OR ').some((term) => termHolds(term, item, placeholders));
}

function termHolds(term: string, item: Attributes | undefined, placeholders: Placeholders): boolean {
  const absent = /^attribute_not_exists\((\w+)\)$/.exec(term)?.[1];
  if (absent) return item?.[absent] === undefined;
  const [, left, operator, right] = /^(#\w+) (=|<>|<|<=) (:\w+)$/.exec(term) ?? [];
  if (!left || !operator || !right) throw unknown(term);
  const value = item?.[nameAt(left, placeholders)];
  // Unequal to anything, and neither more nor less.
  if (value === undefined) return operator === '<>';
  const order = compared(value, valueAt(right, placeholders));
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    default:
      return order <= 0;
  }
}

function nameAt(placeholder: string, { names = {} }: Placeholders): string {
  const name = names[placeholder];
  if (name === undefined) throw unknown(placeholder);
  return name;
}

function valueAt(placeholder: string, { values = {} }: Placeholders): AttributeValue {
  const value = values[placeholder];
  if (value === undefined) throw unknown(placeholder);
  return value;
}

function unknown(expression: string): Error {
  return new Error(`the in-memory engine does not know the expression ${expression}`);
}
