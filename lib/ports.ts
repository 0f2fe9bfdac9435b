/**
 * The doors between the jobs and the world: what a Genesys Cloud org, a store, an alert channel and a clock must do.
 * Small on purpose; each has one contract suite in `test/contracts` that every implementation passes.
 */

import type { OAuthClient } from './domain/client.ts';
import type { Read, SourceCoverage } from './domain/coverage.ts';
import type { Authorization, Division, Integration, Role } from './domain/org.ts';
import type { EndpointRow, UsageRow } from './domain/usage/day.ts';

/** Time, injectable: `GUARDIAN_NOW` replaces it in tests and replays. */
export interface Clock {
  now(): Date;
  /** Waits, in real time for the real clock; a frozen clock moves itself forward and returns at once. */
  sleep(milliseconds: number): Promise<void>;
}

/** The guardian's own client and org, as `GET /api/v2/tokens/me` tells them. */
export interface Self {
  readonly org: { readonly id: string; readonly name: string };
  readonly clientId: string;
  readonly clientName: string;
  readonly grants: OAuthClient['grants'];
}

/** An audit entry about an OAuth client or a role. Source: FACTS §4. */
export interface AuditEntry {
  readonly at: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly action: string;
  readonly actorId: string;
  readonly actorName?: string;
  /** Names of the properties that the entry says were changed. */
  readonly properties: readonly string[];
}

/** The days and the detail of a usage read. Both days are inclusive UTC days, `yyyy-MM-dd`. */
export interface UsageQuery {
  readonly from: string;
  readonly to: string;
}

/** Rates of the platform API that hold for the guardian's token, per minute. */
export interface RateLimits {
  readonly clientTokenPerMinute: number;
}

/**
 * A Genesys Cloud org, read only. Methods do not throw for what Genesys or the network does: they answer what was
 * seen, with a coverage that says how much that is and why. They throw for mistakes of ours only.
 */
export interface GenesysSource {
  self(): Promise<{ readonly self?: Self; readonly coverage: SourceCoverage }>;
  clients(): Promise<Read<OAuthClient>>;
  roles(): Promise<Read<Role>>;
  divisions(): Promise<Read<Division>>;
  integrations(): Promise<Read<Integration>>;
  authorizations(): Promise<Read<Authorization>>;
  /** Requests by client and day. `coverage.asOf` is the time of the read; the meter finds the data's own time. */
  usage(query: UsageQuery): Promise<Read<UsageRow>>;
  /** Requests by client, method, template and day. */
  endpoints(query: UsageQuery): Promise<Read<EndpointRow>>;
  /** Audit entries of OAuth clients and roles between two ISO times, newest first. */
  audits(query: { readonly from: string; readonly to: string }): Promise<Read<AuditEntry>>;
  limits(): Promise<{ readonly limits?: RateLimits; readonly coverage: SourceCoverage }>;
  /** Requests sent so far by this source, token requests and retries included. */
  readonly apiCalls: number;
}
