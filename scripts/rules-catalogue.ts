import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rulesCatalogue } from '../lib/rules/catalogue.ts';
import { RULES } from '../lib/rules/index.ts';

/** Writes the rule catalogue. Run it after a change of a rule's words: npx tsx scripts/rules-catalogue.ts */
const file = fileURLToPath(new URL('../docs/rules.md', import.meta.url));
writeFileSync(file, rulesCatalogue(RULES));
process.stderr.write(`wrote ${RULES.length} rules to ${file}\n`);
