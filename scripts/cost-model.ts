import { readFileSync, writeFileSync } from 'node:fs';
import { withCostTable } from './cost/table.ts';

// Writes the table of docs/cost.md. Run it when a figure, a price or a count changes: npx tsx scripts/cost-model.ts
const page = new URL('../docs/cost.md', import.meta.url);
writeFileSync(page, withCostTable(readFileSync(page, 'utf8')));
