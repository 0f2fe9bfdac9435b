import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERMISSION_RISK_ROWS } from '../../../lib/domain/permission-risks.ts';
import { SCOPE_COUNT } from '../../../lib/domain/scope-catalogue.ts';
import { platformCatalogue } from '../../../lib/privilege/catalogue/index.ts';
import { scopeNeed } from '../../../lib/privilege/optimum/operation-need.ts';
import { riskTable } from '../../../lib/privilege/risk/risk-table.ts';

const committed = readFileSync(join(__dirname, '../../../docs/risk-table.md'), 'utf8');

describe('docs/risk-table.md', () => {
  it('is what the points and the catalogue generate (npx tsx scripts/risk-table.ts)', () => {
    expect(committed).toBe(riskTable(platformCatalogue().operations.map(scopeNeed)));
  });

  it('has a row for each scope and for each kind of permission', () => {
    const section = (title: string): string => committed.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
    expect(section('Scopes').match(/^\| `/gm)).toHaveLength(SCOPE_COUNT);
    expect(section('Permissions').match(/^\| `/gm)).toHaveLength(PERMISSION_RISK_ROWS.length);
  });
});
