import { daysSinceLastRequest } from '../../../lib/domain/usage/idle-time.ts';
import { completeDays, dayOfSamples, sampleAt } from './fixtures.ts';

const NOW = '2026-03-16T09:00:00Z';
/** 40 known days, the last of them yesterday; acme last called on 5 March. */
const days = completeDays('2026-03-15', 40, (date) => ({ other: 1, ...(date <= '2026-03-05' && { acme: 10 }) }));

describe('the days since the last request', () => {
  it('are counted up to the newest known day', () => expect(daysSinceLastRequest(days, 'acme', NOW)).toBe(10));

  it('are zero for a client that called on it', () => expect(daysSinceLastRequest(days, 'other', NOW)).toBe(0));

  it('count a day in progress', () => {
    const today = dayOfSamples(sampleAt('08:00', { acme: 1 }, '2026-03-16'));
    expect(daysSinceLastRequest([...days, today], 'acme', NOW)).toBe(0);
  });

  it('are at least the window where no request was seen in it', () => {
    expect(daysSinceLastRequest(days, 'nobody', NOW)).toBe(40);
    expect(daysSinceLastRequest(days, 'nobody', NOW, 30)).toBe(30);
  });

  it('are unknown where an unknown day lies between', () => {
    const gappy = days.filter(({ date }) => date !== '2026-03-10');
    expect(daysSinceLastRequest(gappy, 'acme', NOW)).toBeUndefined();
    expect(daysSinceLastRequest(gappy, 'other', NOW)).toBe(0);
  });

  it('are unknown where the window is longer than what is known', () => {
    expect(daysSinceLastRequest(days, 'nobody', NOW, 41)).toBeUndefined();
    expect(daysSinceLastRequest([], 'acme', NOW)).toBeUndefined();
  });

  it('do not look into the future when the past is replayed', () => {
    expect(daysSinceLastRequest(days, 'acme', '2026-03-05T09:00:00Z')).toBe(0);
  });
});
