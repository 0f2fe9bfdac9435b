import { addDays } from '../../lib/domain/day.ts';
import { ThresholdsSchema } from '../../lib/domain/manifest.ts';
import { callWindow, observedDays, oldEnough } from '../../lib/jobs/observed-days.ts';
import { alikeDays } from '../support/usage.ts';

const known = { endpointsFrom: '2026-10-01', endpointsThrough: '2026-11-10' };

describe('observedDays', () => {
  it('begin with the first days that are read', () => {
    const read = { from: '2026-10-20', through: '2026-11-19' };
    expect(observedDays(undefined, read)).toEqual({ endpointsFrom: '2026-10-20', endpointsThrough: '2026-11-19' });
  });

  it('reach further with every day that joins them', () => {
    const read = { from: '2026-11-11', through: '2026-11-12' };
    expect(observedDays(known, read)).toEqual({ endpointsFrom: '2026-10-01', endpointsThrough: '2026-11-12' });
  });

  it('begin anew where a day between was not read', () => {
    const read = { from: '2026-11-12', through: '2026-11-13' };
    expect(observedDays(known, read)).toEqual({ endpointsFrom: '2026-11-12', endpointsThrough: '2026-11-13' });
  });

  it('begin anew where a clock that went back left the known days in the future', () => {
    const read = { from: '2026-08-01', through: '2026-09-01' };
    expect(observedDays(known, read)).toEqual({ endpointsFrom: '2026-08-01', endpointsThrough: '2026-09-01' });
  });

  it('are as they were where nothing was read', () => {
    expect(observedDays(known, undefined)).toEqual(known);
    expect(observedDays(undefined, undefined)).toEqual({});
  });

  it('do not count days that were read before their beginning was kept', () => {
    const read = { from: '2026-11-09', through: '2026-11-11' };
    expect(observedDays({ endpointsThrough: '2026-11-10' }, read)).toEqual({
      endpointsFrom: '2026-11-09',
      endpointsThrough: '2026-11-11',
    });
  });
});

describe('callWindow', () => {
  const NOW = new Date('2026-11-20T09:00:00.000Z');
  const thresholds = ThresholdsSchema.parse({});
  const days = alikeDays(40, { acme: 1 });
  const whole = { endpointsFrom: '2026-10-21', endpointsThrough: '2026-11-19' };
  const window = (observed: Parameters<typeof observedDays>[0] = whole, usageDays = days) =>
    callWindow({ observed: observed ?? {}, usageDays, thresholds, now: NOW });

  it('is as many days as guardian.yaml wants, up to the last that was read', () => {
    expect(window()).toEqual({ from: '2026-10-21', to: '2026-11-19', isStale: false });
  });

  it('has a gap where the first of its days was not read', () => {
    expect(window({ ...whole, endpointsFrom: '2026-10-22' })?.gap).toContain('known from 2026-10-22 on');
  });

  it('has a gap where a day is known of nobody', () => {
    const without = days.filter(({ date }) => date !== '2026-11-01');
    expect(window(whole, without)?.gap).toContain('Usage of 2026-11-01 is not known');
  });

  it('is stale where the last day ended longer ago than guardian.yaml allows', () => {
    expect(window({ ...whole, endpointsThrough: '2026-11-17' })).toMatchObject({ isStale: true });
    expect(window({ ...whole, endpointsFrom: '2026-10-01', endpointsThrough: '2026-11-18' })).toMatchObject({
      isStale: false,
    });
  });

  it('is not there before any day was read', () => {
    expect(window({})).toBeUndefined();
    expect(window({ endpointsThrough: '2026-11-19' })).toBeUndefined();
  });

  it('asks grants to be as old as its first day, or older where guardian.yaml says so', () => {
    const from = (youngGrantDays: number) =>
      oldEnough(
        { from: addDays('2026-11-20', -30), to: '2026-11-19', isStale: false },
        ThresholdsSchema.parse({ youngGrantDays }),
        NOW.toISOString(),
      );
    expect(from(14)).toBe('2026-10-21T00:00:00.000Z');
    expect(from(60)).toBe('2026-09-21T09:00:00.000Z');
  });
});
