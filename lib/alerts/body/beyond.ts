import { isWithinEvidence } from '../../domain/evidence.ts';
import type { Finding, Json } from '../../domain/finding.ts';

/** What a finding says beyond what was known, acknowledged or waived: a line for each thing. */
export function beyond({ evidence }: Pick<Finding, 'evidence'>, known: Pick<Finding, 'evidence'>): string[] {
  return news(evidence, known.evidence, '');
}

/** Under its own key, for `scopes` and `permissions` are compared by what they imply. */
function news(value: Json, known: Json | undefined, key: string): string[] {
  if (known !== undefined && isWithinEvidence({ [key]: value }, { [key]: known })) return [];
  const name = spelled(key);
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    const before = Array.isArray(known) ? known : [];
    return list
      .filter((member) => !isWithinEvidence({ [key]: [member] }, { [key]: before }))
      .map((member) => `${name} ${shown(member)}`);
  }
  if (isRecord(value)) {
    const before = isRecord(known) ? known : {};
    return Object.entries(value).flatMap(([inner, member]) => news(member, before[inner], inner));
  }
  const was = known === undefined || typeof known === 'object' ? '' : ` (was ${shown(known)})`;
  return [named(name, `${shown(value)}${was}`)];
}

function named(name: string, value: string): string {
  return name === '' ? value : `${name}: ${value}`;
}

function shown(value: Json): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (isRecord(value)) {
    return Object.entries(value)
      .map(([key, member]) => `${spelled(key)} ${shown(member)}`)
      .join(', ');
  }
  return String(value);
}

/** `shareAtLeast` → `share at least`. */
function spelled(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
