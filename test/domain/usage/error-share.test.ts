import { shareOf4xx, shareOf429 } from '../../../lib/domain/usage/error-share.ts';
import { foldSample } from '../../../lib/domain/usage/meter.ts';
import { at, completeDay, DAY, row } from './fixtures.ts';

const refused = foldSample(undefined, {
  date: DAY,
  at: at('12:00'),
  rows: [row('acme', 1_000, { status400: 300, status429: 100 })],
});
const days = [completeDay('2026-03-03', { acme: 1_000, beta: 5 }), ...(refused ? [refused] : [])];
const window = { from: '2026-03-03', to: DAY };

describe('the share of failed requests', () => {
  it('counts refusals for their rate by themselves', () => {
    expect(shareOf429(days, 'acme', window)).toEqual({ share: 0.05, errors: 100, requests: 2_000, knownDays: 2 });
  });

  it('leaves them out of the other faults of the caller', () => {
    expect(shareOf4xx(days, 'acme', window)).toEqual({ share: 0.1, errors: 200, requests: 2_000, knownDays: 2 });
  });

  it('is taken over the window alone', () => {
    expect(shareOf429(days, 'acme', { from: DAY, to: DAY })?.share).toBe(0.1);
  });

  it('is zero for a client that made no request', () => {
    expect(shareOf429(days, 'nobody', window)).toEqual({ share: 0, errors: 0, requests: 0, knownDays: 2 });
  });

  it('is unknown where no day is', () => {
    expect(shareOf4xx(days, 'acme', { from: '2026-03-10', to: '2026-03-11' })).toBeUndefined();
  });
});
