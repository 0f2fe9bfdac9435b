import fc from 'fast-check';
import { combineRisks, type Risk } from '../../lib/domain/risk.ts';
import { isAtLeast } from '../../lib/domain/severity.ts';
import { severity } from './arbitraries.ts';

const risk = fc.record<Risk>({ severity, reason: fc.constant('Because.') });

describe('risks together', () => {
  it('are info, because of nothing, where there are none', () => {
    expect(combineRisks([])).toEqual({ severity: 'info', because: [] });
  });

  it('are as bad as the worst, because of all that are as bad, in the order given', () => {
    const low: Risk = { severity: 'low', reason: 'Reads settings.' };
    const calls: Risk = { severity: 'high', reason: 'Reads calls.' };
    const faxes: Risk = { severity: 'high', reason: 'Reads faxes.' };
    expect(combineRisks([faxes, low, calls])).toEqual({ severity: 'high', because: [faxes, calls] });
  });

  it('never get better when one is added', () => {
    fc.assert(
      fc.property(fc.array(risk), risk, (risks, one) => {
        expect(isAtLeast(combineRisks([...risks, one]).severity, combineRisks(risks).severity)).toBe(true);
      }),
    );
  });
});
