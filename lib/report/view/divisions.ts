import type { ReportClient, ReportGrant } from '../../domain/report.ts';
import { isOfVendor } from './findings.ts';
import { groupBy } from './group.ts';
import type { Query } from './route.ts';
import { hasWords } from './rows.ts';

export interface DivisionGrant {
  readonly client: ReportClient;
  readonly grant: ReportGrant;
}

/** The grants of one division. */
export interface DivisionGroup {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly DivisionGrant[];
  /** How many of them reach beyond what is approved, into home, or everywhere. */
  readonly beyond: number;
}

/** Grants of clients that are there, by division: those that reach furthest first. */
export function divisionGroups(clients: readonly ReportClient[], query: Query): readonly DivisionGroup[] {
  const grants = clients
    .filter(({ isGone }) => !isGone)
    .flatMap((client) => client.grants.map((grant) => ({ client, grant })))
    .filter(
      ({ client, grant }) =>
        isReach(grant, query.reach) &&
        isOfVendor(client.vendor, query.vendor) &&
        hasWords(query.q, [client.name, grant.role.name, grant.division.name]),
    );
  return [...groupBy(grants, ({ grant }) => grant.division.id)]
    .map(([id, own]) => ({
      id,
      name: own[0]?.grant.division.name ?? id,
      grants: [...own].sort((a, b) => reachRank(a.grant) - reachRank(b.grant)),
      beyond: own.filter(({ grant }) => grant.reach !== null).length,
    }))
    .sort((a, b) => bestRank(a) - bestRank(b) || b.beyond - a.beyond || (a.name < b.name ? -1 : 1));
}

function isReach({ reach }: ReportGrant, wanted: string | undefined): boolean {
  if (!wanted) return true;
  return wanted === 'any' ? reach !== null : reach === wanted;
}

const RANKS = ['all', 'home', 'beyond', null] as const;

function reachRank({ reach }: ReportGrant): number {
  return RANKS.indexOf(reach);
}

function bestRank({ grants }: DivisionGroup): number {
  return Math.min(...grants.map(({ grant }) => reachRank(grant)));
}
