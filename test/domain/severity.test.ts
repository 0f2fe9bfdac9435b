import fc from 'fast-check';
import { countBySeverity, isAtLeast, SEVERITIES, severityRank, worstSeverity } from '../../lib/domain/severity.ts';
import { severity } from './arbitraries.ts';

describe('severities', () => {
  it('are ranked from critical to info', () => {
    expect(SEVERITIES.map(severityRank)).toEqual([0, 1, 2, 3, 4]);
    expect(SEVERITIES[0]).toBe('critical');
    expect(SEVERITIES[4]).toBe('info');
  });

  it('reach a threshold if they are equal to it or worse', () => {
    expect(isAtLeast('critical', 'high')).toBe(true);
    expect(isAtLeast('high', 'high')).toBe(true);
    expect(isAtLeast('medium', 'high')).toBe(false);
  });

  it('are totally ordered: of any two, one is at least the other', () => {
    fc.assert(fc.property(severity, severity, (a, b) => isAtLeast(a, b) || isAtLeast(b, a)));
  });
});

describe('the worst severity', () => {
  it('is the fallback where there is none', () => {
    expect(worstSeverity([], 'low')).toBe('low');
  });

  it('ignores the fallback where there is one', () => {
    expect(worstSeverity(['info'], 'critical')).toBe('info');
  });

  it('is a member and at least every other member', () => {
    fc.assert(
      fc.property(fc.array(severity, { minLength: 1 }), (all) => {
        const worst = worstSeverity(all, 'info');
        expect(all).toContain(worst);
        expect(all.every((one) => isAtLeast(worst, one))).toBe(true);
      }),
    );
  });
});

describe('counting by severity', () => {
  it('names every severity, zero where there is none', () => {
    expect(countBySeverity([])).toEqual({ critical: 0, high: 0, medium: 0, low: 0, info: 0 });
  });

  it('counts every item once', () => {
    fc.assert(
      fc.property(fc.array(severity), (all) => {
        const counts = countBySeverity(all.map((one) => ({ severity: one })));
        for (const one of SEVERITIES) expect(counts[one]).toBe(all.filter((other) => other === one).length);
      }),
    );
  });
});
