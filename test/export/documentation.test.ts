import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPORTS, FORMATS_OF } from '../../lib/cli/exporting/plan.ts';
import { COLUMNS } from '../../lib/export/csv/columns.ts';
import { CLASS_OF_RULE, OCSF_CLASSES, type OcsfClass } from '../../lib/export/ocsf/classes.ts';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'exports.md'), 'utf8');

/** Rows of all tables, cell by cell. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const named = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

/** Whoever reads these files counts on names and their order. */
describe('docs/exports.md', () => {
  it.each(Object.entries(COLUMNS))('lists the columns of %s in their order', (what, columns) => {
    const listed = rows
      .filter(([cell, ...rest]) => cell === `\`${what}\`` && rest.length === 1)
      .map(([, cell]) => named(cell));
    expect(listed).toContainEqual(Object.keys(columns));
  });

  it.each(Object.keys(OCSF_CLASSES))('lists the rules of the OCSF class %s', (name) => {
    const { uid, name: title } = OCSF_CLASSES[name as OcsfClass];
    const rules = Object.entries(CLASS_OF_RULE).filter(([, given]) => given === name);
    const [, , listed] = rows.find(([cell]) => cell === `${uid} ${title}`) ?? [];
    expect(named(listed)).toEqual(rules.map(([rule]) => rule));
  });

  it.each(EXPORTS)('says in which formats %s can be had', (what) => {
    const [, , ...cells] = rows.find((row) => row[0] === `\`${what}\`` && row.length === 7) ?? [];
    const formats = FORMATS_OF.findings.filter((_, index) => cells[index] === 'yes');
    expect(formats).toEqual(FORMATS_OF[what]);
  });
});
