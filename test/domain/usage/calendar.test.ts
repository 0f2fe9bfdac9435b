import { daysBetween, daysOf, endOfDay, epochMs, startOfDay, weekdayOf } from '../../../lib/domain/usage/calendar.ts';

describe('the UTC calendar', () => {
  it('counts days across a leap day and a change of daylight saving time', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  });

  it('lists a span with both ends, and nothing for one that ends before it begins', () => {
    expect(daysOf({ from: '2026-02-27', to: '2026-03-01' })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(daysOf({ from: '2026-03-02', to: '2026-03-01' })).toEqual([]);
  });

  it('ends a day where the next begins', () => expect(endOfDay('2026-12-31')).toBe(startOfDay('2027-01-01')));

  it('knows the weekday in UTC', () => expect(weekdayOf('2026-03-04')).toBe(3));

  it.each(['yesterday', '2026-3-4', '2026-13-01', '2026-03-04T00:00:00Z'])('refuses %s as a day', (text) => {
    expect(() => startOfDay(text)).toThrow(/is not a day/);
  });

  it('refuses text that is no time', () => expect(() => epochMs('soon')).toThrow(/is not a time/));
});
