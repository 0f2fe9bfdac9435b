import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesCatalogue } from '../../lib/rules/catalogue.ts';
import { RULES } from '../../lib/rules/index.ts';
import { compliant, type OrgRule } from '../../lib/rules/rule.ts';

const committed = readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8');

const aRule: OrgRule = {
  id: 'a-rule',
  scope: 'org',
  defaultSeverity: 'high',
  needs: ['clients', 'roles'],
  doc: { what: 'A or|and B.', why: 'Because.', when: 'Always.', fix: 'Mend it.', silence: 'Do not.' },
  judge: () => compliant,
};

describe('docs/rules.md', () => {
  it('is what the rules generate (npx tsx scripts/rules-catalogue.ts)', () => {
    expect(committed).toBe(rulesCatalogue(RULES));
  });
});

describe('rulesCatalogue', () => {
  const text = rulesCatalogue([aRule]);

  it('has a row for each rule that links to its page', () => {
    expect(text).toContain('| [`a-rule`](#a-rule) | high | A or\\|and B. |');
    expect(text).toContain('\n## a-rule\n\nA or|and B.\n');
  });

  it('tells why, when, how to fix, how to silence, and what the rule needs', () => {
    expect(text.slice(text.indexOf('## a-rule'))).toBe(`## a-rule

A or|and B.

**Why it matters.** Because.

**When it is violated.** Always.

**How to fix it.** Mend it.

**How to silence it.** Do not.

- Default severity: high
- Judges: the org as a whole
- Needs: clients, roles
`);
  });

  it('says so where a rule needs no source', () => {
    expect(rulesCatalogue([{ ...aRule, needs: [] }])).toContain('- Needs: nothing; it can always be judged');
  });
});
