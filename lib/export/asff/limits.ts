import { UNPRINTABLE } from '../../domain/unprintable.ts';

/** The limits of Security Hub, as the API reference of `AwsSecurityFinding` and `BatchImportFindings` states them. */
export const ASFF_LIMITS = {
  title: 256,
  description: 1024,
  remediation: 512,
  note: 512,
  type: 512,
  fields: 50,
  fieldName: 128,
  productField: 2048,
  resourceField: 1024,
  findingBytes: 240_000,
  batchFindings: 100,
  batchBytes: 6_000_000,
} as const;

/**
 * The text on one line within its limit, with an ellipsis where something was cut, and a dash where there is nothing: no
 * text of Security Hub may be empty.
 */
export function within(text: string, most: number): string {
  const whole = text.trim() === '' ? '-' : text.replace(UNPRINTABLE, REPLACEMENT);
  // A cut may have gone through a pair.
  return whole.length <= most ? whole : `${whole.slice(0, most - 1).replace(UNPRINTABLE, REPLACEMENT)}…`;
}

const REPLACEMENT = '\ufffd';

/** Fields that have a value, each within its limit. */
export function fieldsWithin(
  fields: Readonly<Record<string, string | null | undefined>>,
  most: number,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter((field): field is [string, string] => typeof field[1] === 'string' && field[1].trim() !== '')
      .slice(0, ASFF_LIMITS.fields)
      .map(([name, value]) => [within(name, ASFF_LIMITS.fieldName), within(value, most)]),
  );
}
