import * as z from 'zod';

/** DynamoDB's attribute values, as far as the store writes them: texts, numbers and bytes (in base 64). */
const attributeValue = z.union([
  z.strictObject({ S: z.string() }),
  z.strictObject({ N: z.string() }),
  z.strictObject({ B: z.string() }),
]);
export type AttributeValue = z.output<typeof attributeValue>;

export const attributes = z.record(z.string(), attributeValue);
/** An item or a key, never changed once it is stored. */
export type Attributes = Readonly<z.output<typeof attributes>>;

/** The text of an attribute. Throws where it is none: all keys are texts. */
export function textOf(item: Attributes, name: string): string {
  const value = item[name];
  if (value && 'S' in value) return value.S;
  throw new TypeError(`the attribute ${name} is no text: ${JSON.stringify(value)}`);
}

/** Bytes that DynamoDB counts for an item: of names and values. */
export function sizeOf(item: Attributes): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + name.length + valueSize(value), 0);
}

/** Less than, the same, more than: as numbers or as texts. Throws for values of different kinds. */
export function compared(a: AttributeValue, b: AttributeValue): number {
  if ('S' in a && 'S' in b) return a.S < b.S ? -1 : Number(a.S > b.S);
  if ('N' in a && 'N' in b) return Math.sign(Number(a.N) - Number(b.N));
  throw new TypeError(`cannot compare ${JSON.stringify(a)} with ${JSON.stringify(b)}`);
}

function valueSize(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('B' in value) return Math.floor((value.B.length * 3) / 4);
  return Math.ceil(value.N.length / 2) + 1;
}
