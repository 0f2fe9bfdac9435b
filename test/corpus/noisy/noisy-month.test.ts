import { type NoisyMonth, noisyMonth } from './noisy-month.ts';

describe('five days of a noisy org', () => {
  const days = 5;
  const drifts = 6;
  let month: NoisyMonth;
  beforeAll(async () => {
    month = await noisyMonth({ seed: 7, clients: 40, roles: 60, divisions: 8, days, benignChangesADay: 30, drifts });
  }, 300_000);
  const sent = (kind: string) => month.messages.filter((message) => message.kind === kind);

  it('have 150 benign changes of all kinds and six drifts', () => {
    expect([...month.benign.values()].reduce((sum, count) => sum + count)).toBe(150);
    expect(month.benign.size).toBe(14);
    expect(month.drifts).toHaveLength(drifts);
  });

  it('send one message for each drift and one for its end, a digest a day, and the first look', () => {
    const kinds = ['summary', 'alert', 'resolved', 'digest', 'reminder'];
    expect(Object.fromEntries(kinds.map((kind) => [kind, sent(kind).length]))).toEqual({
      summary: 1,
      alert: drifts,
      resolved: drifts,
      digest: days,
      reminder: 0,
    });
    expect(month.messages).toHaveLength(1 + 2 * drifts + days);
  });

  it('ring a telephone for drifts that are high or critical, and for nothing else', () => {
    const rings = month.messages.filter(({ sms }) => sms !== undefined);
    expect(rings.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([
      'alert critical',
      'alert high',
      'alert high',
    ]);
  });
});
