import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../lib/config/json-schema.ts';

// Writes the JSON Schema with which editors complete and check guardian.yaml. Run: npx tsx scripts/config-schema.ts
const target = new URL('../docs/guardian.schema.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
