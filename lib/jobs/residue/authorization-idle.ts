import type { ResidueItem } from '../../domain/residue.ts';
import { DAY_MS, epochMs } from '../../domain/usage/calendar.ts';
import { asOf, isStale } from '../../domain/usage/freshness.ts';
import { daysSinceLastRequest } from '../../domain/usage/idle-time.ts';
import type { ResidueAuthorization, ResidueFacts } from './facts.ts';
import { item, type KindResidue, type Look } from './kind.ts';

/** Apps of vendors that are authorised and make no calls: their clients are in no list, so nothing else shows them. */
export const authorizationsIdle: Look = (facts) => {
  const { thresholds, now, usageDays } = facts;
  const old = facts.authorizations.filter((each) => isAuthorizedFor(each, thresholds.unusedDays, now));
  if (old.length === 0) return NOTHING;
  const dataTime = asOf(usageDays, now);
  if (dataTime === undefined) return { items: [], unknown: ['No usage is known yet.'] };
  if (isStale(dataTime, now, thresholds.usageStaleHours)) {
    return {
      items: [],
      unknown: [`The usage data is from ${dataTime}: older than ${thresholds.usageStaleHours} hours.`],
    };
  }
  const idle = old.map((each) => ({ each, days: idleDays(each, facts) }));
  return {
    items: idle.flatMap(({ each, days }) =>
      days !== undefined && days >= thresholds.unusedDays ? [itemOf(each, dataTime, thresholds.unusedDays)] : [],
    ),
    unknown: idle.some(({ days }) => days === undefined)
      ? [`Usage is not known for each of the last ${thresholds.unusedDays} days: one of them may hold a call.`]
      : [],
  };
};

const NOTHING: KindResidue = { items: [], unknown: [] };

/** Of the days before it was authorised nothing need be known. */
function isAuthorizedFor({ authorization, knownSince }: ResidueAuthorization, days: number, now: Date): boolean {
  return authorization.state === 'Authorized' && epochMs(now) - epochMs(knownSince) >= days * DAY_MS;
}

function idleDays({ authorization }: ResidueAuthorization, facts: ResidueFacts): number | undefined {
  return daysSinceLastRequest(facts.usageDays, authorization.id, facts.now, facts.thresholds.unusedDays);
}

function itemOf({ authorization, vendor }: ResidueAuthorization, dataTime: string, days: number): ResidueItem {
  const { id, name } = authorization;
  return item('authorization-idle', {
    subject: { kind: 'authorization', id, name },
    vendor,
    why: `App ${name} is authorised and has made no call for ${days} days or more (usage up to ${dataTime}): a door that nobody uses, to a client that only its vendor sees.`,
    fix: `Ask who uses ${name}; if nobody does, revoke it in Admin > Integrations > Authorized Applications > ${name}.`,
  });
}
