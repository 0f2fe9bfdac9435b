import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Lists drawn from Genesys' API definition, which may not be published with this project. Where they are absent, the
 * tests that compare with them are skipped.
 */
const FOLDER = join(__dirname, '../../../shared/genesys');

const isReferencePresent = existsSync(join(FOLDER, 'scopes.txt')) && existsSync(join(FOLDER, 'operations.csv'));

/** `it`, or `it.skip` with the reason where the lists are absent. */
export function itWithReference(title: string, test: () => void): void {
  if (isReferencePresent) it(title, test);
  else it.skip(`${title} (skipped: the lists drawn from the API definition are not here)`, test);
}

/** Every scope that the API definition uses. */
export function referenceScopes(): string[] {
  return lines('scopes.txt').map((line) => line.split(/\s/)[0] ?? '');
}

/** Every permission that an operation requires; prose and names without three parts are left out. */
export function referencePermissions(): string[] {
  const [header = '', ...rows] = lines('operations.csv');
  const column = header.split(',').indexOf('permissions');
  const names = rows.flatMap((row) => (row.split(',')[column] ?? '').split(' '));
  return [...new Set(names.filter((name) => name.split(':').length === 3))].sort();
}

function lines(name: string): string[] {
  return readFileSync(join(FOLDER, name), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
