import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Genesys' own facts are not part of this repository: where they are absent, what is checked against them is skipped. */
const FOLDER = join(__dirname, '..', '..', '..', '..', '..', 'shared', 'genesys');
const TABLE = join(FOLDER, 'operations.csv');
const SUBSET = join(FOLDER, 'guardian-subset.swagger.json');

export const itWithTable: jest.It = existsSync(TABLE) ? it : it.skip;
export const itWithSubset: jest.It = existsSync(SUBSET) ? it : it.skip;

export function operationsTable(): string {
  return readFileSync(TABLE, 'utf8');
}

export function definitionSubset(): unknown {
  return JSON.parse(readFileSync(SUBSET, 'utf8'));
}
