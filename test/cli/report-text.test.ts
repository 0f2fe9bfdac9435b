import { PLAIN_PAPER } from '../../lib/cli/render/paper.ts';
import { reportText } from '../../lib/cli/render/report-text.ts';
import type { ReportFacts } from '../../lib/domain/report.ts';
import { countBySeverity } from '../../lib/domain/severity.ts';
import { sampleFacts } from '../report/sample-facts.ts';

const facts = sampleFacts({ clients: 10, days: 30, findings: 30 });
const textOf = (difference: Partial<ReportFacts>) =>
  reportText({ ...facts, ...difference }, { file: 'report.html', bytes: 700_000, paper: PLAIN_PAPER });

describe('What guardian report says of its page', () => {
  it('does not take the findings of the org for those of the one client that it is about', () => {
    const finding = facts.findings.find(({ state, staged }) => state === 'open' && !staged);
    const findings = finding ? [finding] : [];
    const overview = { ...facts.overview, open: countBySeverity([]) };
    const text = textOf({ only: { id: 'c-1', name: 'Acme' }, findings, overview });
    expect(text).toContain(`Open on it: 1 ${finding?.severity.toUpperCase()}. In the whole org: nothing.\n`);
    expect(textOf({ findings, overview })).toContain('\nOpen: nothing.\n');
  });

  it('claims to have seen what is switched on, and no more', () => {
    const overview = { ...facts.overview, unseen: [] };
    expect(textOf({ overview })).toContain('Everything that is switched on was seen, and lately.');
    expect(textOf({ overview: { ...overview, coverage: null } })).toContain('Everything was seen, and lately.');
  });
});
