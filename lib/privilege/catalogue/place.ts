import type { z } from 'zod';
import type { CatalogueNote } from './error.ts';

/** `paths["/api/v2/users"].get.security[0]`: a place in a document. */
export function place(steps: readonly PropertyKey[]): string {
  return steps.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const name = String(step);
    if (!/^[\w$]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

/** Every complaint of zod, with its place below `at`. */
export function shapeNotes(error: z.ZodError, at: readonly string[]): CatalogueNote[] {
  return error.issues.map(({ path, message }) => ({ place: place([...at, ...path]) || 'definition', message }));
}
