import { type Finding, openDigest } from '../../lib/domain/finding.ts';
import { finding } from '../store/fixtures.ts';

const [a, b] = [finding('a'), finding('b')];

describe('The digest of open findings', () => {
  it('is the same in any order', () => {
    expect(openDigest([a, b])).toBe(openDigest([b, a]));
  });

  it('survives the way into the store and back', () => {
    expect(openDigest(JSON.parse(JSON.stringify([a, b])))).toBe(openDigest([a, b]));
  });

  it.each<[string, Partial<Finding>]>([
    ['which they are', { id: 'scope-added-000000000000' }],
    ['their state, so that an index that has not heard of a decision is known', { state: 'acknowledged' }],
    ['their severity', { severity: 'critical' }],
    ['whether people are told of them', { staged: true }],
    ['when people were told, so that nobody is reminded twice', { toldAt: '2026-03-03T12:00:00.000Z' }],
    ['their evidence', { evidence: { scopes: ['users', 'oauth'] } }],
  ])('tells %s', (_, difference) => {
    expect(openDigest([{ ...a, ...difference }, b])).not.toBe(openDigest([a, b]));
  });
});
