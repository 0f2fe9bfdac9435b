import { intervalOf, type Span } from '../interval.ts';

/** The body of both audit queries. */
export type AuditRequest = ReturnType<typeof auditRequest>;

/** What Genesys leaves out unless asked: the name of who did it. */
export const EXPAND = ['user'];

/** Asks for the entries of one kind of entity; OAuth clients and roles are audited under one service. */
export function auditRequest(span: Span, entityType: string) {
  return {
    interval: intervalOf(span),
    serviceName: 'PeoplePermissions',
    filters: [{ property: 'EntityType', value: entityType }],
    sort: [{ name: 'Timestamp', sortOrder: 'descending' }],
  };
}
