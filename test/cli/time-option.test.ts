import { join } from 'node:path';
import fc from 'fast-check';
import { parseInterval, parsePast, parseRange, parseSlot, parseTime } from '../../lib/cli/time-option.ts';
import { UsageError } from '../../lib/errors.ts';
import { run } from '../support/child.ts';

/** What is read in a time zone: a process has one, and only from its start. */
const timesIn = (zone: string) => {
  const known = zones.get(zone);
  if (known) return known;
  const env = { PATH: process.env.PATH, TZ: zone };
  const script = join(__dirname, 'children', 'local-times.ts');
  const read = run(process.execPath, ['--import', 'tsx', script], { env }).then(
    ({ stdout }): Record<string, string> => JSON.parse(stdout),
  );
  zones.set(zone, read);
  return read;
};
const zones = new Map<string, Promise<Record<string, string>>>();

const NOW = new Date('2026-03-03T12:00:00.000Z');

describe('a time that a person wrote', () => {
  it.each([
    ['45m', '2026-03-03T11:15:00.000Z'],
    ['12h', '2026-03-03T00:00:00.000Z'],
    ['30d', '2026-02-01T12:00:00.000Z'],
    ['2w', '2026-02-17T12:00:00.000Z'],
    ['0d', '2026-03-03T12:00:00.000Z'],
    [' 1d ', '2026-03-02T12:00:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2026-03-01T08:30:00Z', '2026-03-01T08:30:00.000Z'],
    ['2026-03-01T08:30Z', '2026-03-01T08:30:00.000Z'],
    ['2026-03-01T08:30:00+01:00', '2026-03-01T07:30:00.000Z'],
    ['2027-01-01', '2027-01-01T00:00:00.000Z'],
  ])('%s is %s', (written, time) => {
    expect(parseTime(written, NOW)).toBe(time);
  });

  it.each([
    '',
    ' ',
    'now',
    'yesterday',
    '30',
    'd',
    '-1d',
    '1.5h',
    '3y',
    '30D',
    '999999w',
    '2026',
    '2026-13-01',
    '2026-02-30',
    '2025-02-29',
    '2026-03-01T25:00:00Z',
    '1969-12-31',
    '1772539200000',
    '03/03/2026',
  ])('%j is none', (written) => {
    expect(() => parseTime(written, NOW)).toThrow(UsageError);
  });

  it.each([
    // Clocks go forward at 02:00 and back at 03:00.
    ['Europe/Berlin', '2026-03-28T02:30', '2026-03-28T01:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T03:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T03:30', '2026-10-25T02:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T02:30:00+02:00', '2026-03-29T00:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-29T00:00:00.000Z'],
    // Forward at 02:00, back at 02:00.
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-03-08T03:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
    ['America/New_York', '2026-03-29T02:30', '2026-03-29T06:30:00.000Z'],
  ])('in %s, %s is %s', async (zone, written, time) => {
    expect((await timesIn(zone))[written]).toBe(time);
  });

  it('is an ISO time or refused in words, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{0,8}[a-z]?$/)), (written) => {
        try {
          expect(parseTime(written, NOW)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

describe('a range', () => {
  it('has the ends that are given', () => {
    expect(parseRange({}, NOW)).toEqual({});
    expect(parseRange({ since: '2d', until: '1d' }, NOW)).toEqual({
      since: '2026-03-01T12:00:00.000Z',
      until: '2026-03-02T12:00:00.000Z',
    });
  });

  it('does not end before it begins', () => {
    expect(() => parseRange({ since: '1d', until: '2d' }, NOW)).toThrow('--since 1d is later than --until 2d');
  });

  it('does not begin in a time of which nobody knows', () => {
    expect(() => parseRange({ since: '2026-03-04' }, NOW)).toThrow('--since 2026-03-04 is later than now');
    expect(parseRange({ since: '0m', until: '2026-03-04' }, NOW)).toEqual({
      since: NOW.toISOString(),
      until: '2026-03-04T00:00:00.000Z',
    });
  });

  it('does not begin with nothing', () => {
    expect(() => parseRange({ since: '' }, NOW)).toThrow(UsageError);
  });
});

describe('a slot', () => {
  it('is a time with its offset', () => {
    expect(parseSlot('2026-03-03T13:00:00+01:00')).toBe('2026-03-03T12:00:00.000Z');
  });

  it.each(['1', '2026-03-03', '2026-03-03T12:00:00', '12h', 'noon'])('is not %j', (written) => {
    expect(() => parseSlot(written)).toThrow(/is no time for a slot/);
  });
});

describe('an interval', () => {
  it.each([
    ['1s', 1_000],
    ['30s', 30_000],
    [' 5m ', 300_000],
    ['24h', 86_400_000],
  ])('%j is %s ms', (written, milliseconds) => {
    expect(parseInterval(written)).toBe(milliseconds);
  });

  it.each(['', '0s', '25h', '90000s', '1d', '5', '-1s', '1.5m'])('%j is none', (written) => {
    expect(() => parseInterval(written)).toThrow('write 10s, 5m or 1h');
  });
});

describe('a time that has been', () => {
  it('may be now, and no later', () => {
    expect(parsePast('2026-03-03T12:00:00Z', NOW)).toBe(NOW.toISOString());
    expect(() => parsePast('2026-03-03T12:00:00.001Z', NOW)).toThrow('still to come');
  });
});
