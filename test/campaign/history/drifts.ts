import type { Action } from './action.ts';
import { CLIENTS, ROLES } from './org.ts';

/** A drift that a history turns on and off, and what people must hear of while it is on: `rule client`. */
export interface Drift {
  readonly name: string;
  readonly on: Action;
  readonly off: Action;
  readonly tells: readonly string[];
}

const { recorder, crm, wallboard, legacy } = CLIENTS;
const CALLBACK = 'https://connect.northwind.example/callback';

/**
 * The drifts of the campaign. None touches what another one touches, so that any set of them can be on, and what must be
 * open follows from the set alone: it is written down here, and not asked of the guardian.
 */
export const DRIFTS: readonly Drift[] = [
  {
    name: 'scope',
    on: { do: 'add-scopes', client: crm, scopes: ['recordings'] },
    off: { do: 'remove-scopes', client: crm, scopes: ['recordings'] },
    tells: [`scope-added ${crm}`],
  },
  {
    name: 'broader scope',
    on: { do: 'add-scopes', client: crm, scopes: ['users'] },
    off: { do: 'remove-scopes', client: crm, scopes: ['users'] },
    tells: [`scope-added ${crm}`, `scope-broader-than-needed ${crm}`],
  },
  {
    name: 'role edited behind a client',
    on: { do: 'add-permissions', role: ROLES.recorder, permissions: ['directory:user:edit'] },
    off: { do: 'remove-permissions', role: ROLES.recorder, permissions: ['directory:user:edit'] },
    tells: [`role-permissions-widened ${recorder}`],
  },
  {
    name: 'self-escalation',
    on: { do: 'add-permissions', role: ROLES.wallboard, permissions: ['authorization:grant:add'] },
    off: { do: 'remove-permissions', role: ROLES.wallboard, permissions: ['authorization:grant:add'] },
    tells: [`role-permissions-widened ${wallboard}`, `self-escalation ${wallboard}`],
  },
  {
    name: 'token',
    on: { do: 'set-token', client: recorder, seconds: 7_200 },
    off: { do: 'set-token', client: recorder, seconds: 3_600 },
    tells: [`token-lifetime-raised ${recorder}`],
  },
  {
    name: 'division',
    on: { do: 'grant', client: wallboard, role: ROLES.wallboard, division: 'Claims' },
    off: { do: 'revoke', client: wallboard, role: ROLES.wallboard, division: 'Claims' },
    tells: [`division-widened ${wallboard}`],
  },
  {
    name: 'all divisions',
    on: { do: 'grant', client: recorder, role: ROLES.recorder, division: '*' },
    off: { do: 'revoke', client: recorder, role: ROLES.recorder, division: '*' },
    tells: [`all-divisions-grant ${recorder}`, `division-widened ${recorder}`],
  },
  {
    name: 'role',
    on: { do: 'grant', client: wallboard, role: ROLES.supervisor, division: 'Sales' },
    off: { do: 'revoke', client: wallboard, role: ROLES.supervisor, division: 'Sales' },
    tells: [`role-added ${wallboard}`],
  },
  {
    name: 'redirect',
    on: { do: 'set-redirects', client: crm, uris: [CALLBACK, 'http://connect.northwind.example/callback'] },
    off: { do: 'set-redirects', client: crm, uris: [CALLBACK] },
    tells: [`redirect-uri-changed ${crm}`, `redirect-uri-insecure ${crm}`],
  },
  {
    name: 'state',
    on: { do: 'set-state', client: legacy, state: 'inactive' },
    off: { do: 'set-state', client: legacy, state: 'active' },
    tells: [`client-state-changed ${legacy}`],
  },
  {
    name: 'deleted',
    on: { do: 'delete-client', client: legacy },
    off: { do: 'restore-client', client: legacy },
    tells: [`client-deleted ${legacy}`],
  },
];

/** Drifts of one client's existence, of which only one can be on. */
export const EXCLUSIVE: readonly string[] = ['state', 'deleted'];
