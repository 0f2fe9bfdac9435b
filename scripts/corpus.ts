import { writeFileSync } from 'node:fs';
import { corpusPage, scoreTable } from '../test/corpus/report.ts';
import { runCorpus } from '../test/corpus/run-corpus.ts';

// Runs the corpus and writes docs/corpus.md. Run it when a case or a rule changes: npx tsx scripts/corpus.ts
const results = await runCorpus();
writeFileSync(new URL('../docs/corpus.md', import.meta.url), corpusPage(results));
process.stderr.write(`${scoreTable(results)}\nwrote ${results.length} cases to docs/corpus.md\n`);
