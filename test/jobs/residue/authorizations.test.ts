import { authorizationsIdle } from '../../../lib/jobs/residue/authorization-idle.ts';
import { alikeDays, wholeDay, YESTERDAY } from '../../support/usage.ts';
import { anApp, named, tidyOrg } from './left-overs.ts';

const app = anApp();
const { id } = app.authorization;
const quiet = alikeDays(31, { somebody: 10 });

describe('an authorised app', () => {
  it('is left over where it made no call for so long that a client would count as unused', () => {
    const { items, unknown } = authorizationsIdle(tidyOrg({ authorizations: [app], usageDays: quiet }));
    expect([named(items), unknown]).toEqual([['Beacon Surveys (Beacon)'], []]);
  });

  it('is not where it called once within that time', () => {
    const usageDays = [wholeDay('2026-10-21', { [id]: 1 }), ...alikeDays(29, { somebody: 10 })];
    expect(authorizationsIdle(tidyOrg({ authorizations: [app], usageDays }))).toEqual({ items: [], unknown: [] });
  });

  it('is left over where its last call is a day older', () => {
    const usageDays = [wholeDay('2026-10-20', { [id]: 1 }), ...alikeDays(30, { somebody: 10 })];
    expect(named(authorizationsIdle(tidyOrg({ authorizations: [app], usageDays })).items)).toHaveLength(1);
  });

  it.each(['Unauthorized', 'Requested', 'Revoked'])('is not where its state is %s', (state) => {
    const facts = tidyOrg({ authorizations: [anApp({ state })], usageDays: quiet });
    expect(authorizationsIdle(facts)).toEqual({ items: [], unknown: [] });
  });

  it('is not where it was authorised lately, whatever is unknown', () => {
    const young = { ...app, knownSince: '2026-10-22T09:00:00.000Z' };
    expect(authorizationsIdle(tidyOrg({ authorizations: [young], usageDays: [] }))).toEqual({ items: [], unknown: [] });
  });

  it('is unknown where a day is missing on which it may have called', () => {
    const usageDays = quiet.filter(({ date }) => date !== '2026-11-05');
    const { items, unknown } = authorizationsIdle(tidyOrg({ authorizations: [app], usageDays }));
    expect([items, unknown]).toEqual([[], [expect.stringContaining('each of the last 30 days')]]);
  });

  it('is unknown where the usage is old', () => {
    const usageDays = alikeDays(31, { somebody: 10 }, '2026-11-15');
    const { unknown } = authorizationsIdle(tidyOrg({ authorizations: [app], usageDays }));
    expect(unknown).toEqual([expect.stringContaining('older than 48 hours')]);
  });

  it('is unknown where no usage is known', () => {
    const { unknown } = authorizationsIdle(tidyOrg({ authorizations: [app] }));
    expect([YESTERDAY, unknown]).toEqual(['2026-11-19', ['No usage is known yet.']]);
  });
});
