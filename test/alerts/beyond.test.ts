import { beyond } from '../../lib/alerts/body/beyond.ts';

const news = (evidence: Parameters<typeof beyond>[0]['evidence'], known: typeof evidence) =>
  beyond({ evidence }, { evidence: known });

describe('What a finding says beyond what was known', () => {
  it('leaves out scopes and permissions that a known one implies', () => {
    expect(news({ scopes: ['oauth', 'users:readonly'] }, { scopes: ['users'] })).toEqual(['scopes oauth']);
    expect(news({ permissions: ['a:b:view', 'c:d:view'] }, { permissions: ['a:b:*'] })).toEqual([
      'permissions c:d:view',
    ]);
  });

  it('takes what is narrowed for nothing new, and what is widened for all of it', () => {
    expect(news({ permissions: ['a:b:view'] }, { permissions: ['a:b:*'] })).toEqual([]);
    expect(news({ permissions: ['a:b:*'] }, { permissions: ['a:b:view'] })).toEqual(['permissions a:b:*']);
  });

  it('compares other lists member by member', () => {
    expect(news({ clients: ['users:readonly'] }, { clients: ['users'] })).toEqual(['clients users:readonly']);
  });

  it('names a figure with what it was', () => {
    expect(news({ shareAtLeast: 0.6 }, { shareAtLeast: 0.5 })).toEqual(['share at least: 0.6 (was 0.5)']);
  });
});
