import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { platformCatalogue } from '../lib/privilege/catalogue/index.ts';
import { scopeNeed } from '../lib/privilege/optimum/operation-need.ts';
import { riskTable } from '../lib/privilege/risk/risk-table.ts';

/** Writes the table by which advice weighs grants. Run it after a change of points or of the catalogue: npx tsx scripts/risk-table.ts */
const file = fileURLToPath(new URL('../docs/risk-table.md', import.meta.url));
writeFileSync(file, riskTable(platformCatalogue().operations.map(scopeNeed)));
process.stderr.write(`wrote the risk table to ${file}\n`);
