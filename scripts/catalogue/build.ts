import { readFileSync, writeFileSync } from 'node:fs';
import {
  type Catalogue,
  CatalogueError,
  catalogueCounts,
  catalogueDiff,
  platformCatalogue,
  readDefinition,
} from '../../lib/privilege/catalogue/index.ts';
import { catalogueModule } from './module.ts';
import { definitionOfTable } from './table.ts';

// Writes the catalogue that comes with the guardian, and says what changed. FILE: a Platform API definition (.json), or a
// table of its operations (.csv). DATE: when the definition was read. Run:
// npx tsx scripts/catalogue/build.ts FILE DATE [SOURCE]
const [file, date, source = 'Genesys Cloud Platform API definition'] = process.argv.slice(2);
if (!file || !date) throw new Error('npx tsx scripts/catalogue/build.ts FILE DATE [SOURCE]');
const text = readFileSync(file, 'utf8');
const definition: unknown = file.endsWith('.csv') ? definitionOfTable(text) : JSON.parse(text);
const { catalogue, warnings } = readDefinition(definition, { source, date });
writeFileSync(new URL('../../lib/privilege/catalogue/platform-api.ts', import.meta.url), catalogueModule(catalogue));

for (const { place, message } of warnings) console.warn(`${place}: ${message}`);
console.log(catalogueCounts(catalogue));
console.log(changesTo(catalogue));

function changesTo(after: Catalogue): string {
  try {
    const { added, removed, changed } = catalogueDiff(platformCatalogue(), after);
    return `added ${added.length}, removed ${removed.length}, changed ${changed.length}`;
  } catch (error) {
    // A new format is written while the file is still in the old one.
    if (error instanceof CatalogueError) return `what changed is not known: ${error.message}`;
    throw error;
  }
}
