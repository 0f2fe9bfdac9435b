import { type Case, finding, type Happening, unknown } from '../case.ts';
import { CRM, CRM_SCOPES, EXPORT, EXPORT_ROLE, PORTAL, RECORDER, RECORDER_ROLE } from '../org.ts';

const EDIT_USERS = 'directory:user:edit';
const DELETE_USERS = 'directory:user:delete';
const VIEW_CAMPAIGNS = 'outbound:campaign:view';
const FAX = finding('scope-added', CRM, 'fax', 'high');
const WIDENED = finding('role-permissions-widened', RECORDER, 'role Recorder', 'high');
const WIDENED_A_LITTLE = finding('role-permissions-widened', RECORDER, 'role Recorder', 'low');

const gainsFax: Happening = ({ world }) => world.addScopes(CRM, ['fax']);
const losesFax: Happening = ({ world }) => world.removeScopes(CRM, ['fax']);
const grows =
  (...permissions: string[]): Happening =>
  ({ world }) =>
    world.editRole(RECORDER_ROLE, { add: permissions });
const shrinks =
  (...permissions: string[]): Happening =>
  ({ world }) =>
    world.editRole(RECORDER_ROLE, { remove: permissions });

/**
 * What people decided, and what happens to it later. An acceptance makes the approval anew, and with it goes the knowledge
 * of how long the client has held its grants: whether they are unused is then unknown for a while.
 */
export const LIFE_CYCLE_CASES: readonly Case[] = [
  {
    name: 'a drift is acknowledged, and stays as it is for two days',
    happens: [gainsFax, ({ acknowledge }) => acknowledge('scope-added'), { afterHours: 24 }, { afterHours: 24 }],
    finds: [FAX],
  },
  {
    name: 'a drift is acknowledged, and undone',
    happens: [gainsFax, ({ acknowledge }) => acknowledge('scope-added'), losesFax],
    finds: [FAX],
    resolves: [FAX],
  },
  {
    name: 'an acknowledged drift grows',
    happens: [grows(EDIT_USERS), ({ acknowledge }) => acknowledge('role-permissions-widened'), grows(DELETE_USERS)],
    finds: [WIDENED, WIDENED],
  },
  {
    name: 'an acknowledged drift comes to be more severe',
    happens: [grows(VIEW_CAMPAIGNS), ({ acknowledge }) => acknowledge('role-permissions-widened'), grows(EDIT_USERS)],
    finds: [WIDENED_A_LITTLE, WIDENED],
  },
  {
    name: 'an acknowledged drift comes to be more severe, for the manifest says so',
    happens: [
      gainsFax,
      ({ acknowledge }) => acknowledge('scope-added'),
      ({ edit }) =>
        edit(({ rules }) => {
          rules['scope-added'] = { severity: 'critical' };
        }),
    ],
    finds: [FAX, finding('scope-added', CRM, 'fax', 'critical')],
  },
  {
    name: 'an acknowledged drift shrinks, and grows back to what it was',
    happens: [
      grows(EDIT_USERS, DELETE_USERS),
      ({ acknowledge }) => acknowledge('role-permissions-widened'),
      shrinks(DELETE_USERS),
      grows(DELETE_USERS),
    ],
    finds: [WIDENED],
  },
  {
    name: 'a drift is waived, and shrinks and grows within what was waived',
    happens: [
      grows(EDIT_USERS, DELETE_USERS),
      ({ waive }) => waive('role-permissions-widened', 90),
      shrinks(EDIT_USERS),
      grows(EDIT_USERS),
    ],
    finds: [WIDENED],
  },
  {
    name: 'a waived drift grows beyond what was waived',
    happens: [grows(EDIT_USERS), ({ waive }) => waive('role-permissions-widened', 90), grows(DELETE_USERS)],
    finds: [WIDENED, WIDENED],
  },
  {
    name: 'a waiver comes to its end',
    happens: [gainsFax, ({ waive }) => waive('scope-added', 1), { afterHours: 22 }, { afterHours: 2 }],
    finds: [FAX, FAX],
  },
  {
    name: 'a waived drift is undone, and comes back within the time of the waiver',
    happens: [gainsFax, ({ waive }) => waive('scope-added', 90), losesFax, gainsFax],
    finds: [FAX, FAX],
  },
  {
    name: 'a drift is waived in the manifest',
    happens: [gainsFax, ({ waiveInManifest }) => waiveInManifest('scope-added', '2026-04-30'), { afterHours: 24 }],
    finds: [FAX],
  },
  {
    name: 'a drift that is waived in the manifest is undone, and comes back just as it was',
    happens: [gainsFax, ({ waiveInManifest }) => waiveInManifest('scope-added', '2026-04-30'), losesFax, gainsFax],
    finds: [FAX],
  },
  {
    name: 'the waiver of a drift is taken out of the manifest',
    happens: [
      gainsFax,
      ({ waiveInManifest }) => waiveInManifest('scope-added', '2026-04-30'),
      ({ edit }) =>
        edit((manifest) => {
          manifest.waivers = [];
        }),
    ],
    finds: [FAX, FAX],
  },
  {
    name: 'a drift that is waived in the manifest grows',
    happens: [
      grows(EDIT_USERS),
      ({ waiveInManifest }) => waiveInManifest('role-permissions-widened', '2026-04-30'),
      grows(DELETE_USERS),
    ],
    finds: [WIDENED, WIDENED],
  },
  {
    name: 'a rule is staged',
    manifest: ({ rules }) => {
      rules['scope-added'] = { staging: true };
    },
    happens: [gainsFax, losesFax],
    nearMissOf: ['scope-added'],
  },
  {
    name: 'a rule is no longer staged, and what it had found is still so',
    manifest: ({ rules }) => {
      rules['scope-added'] = { staging: true };
    },
    happens: [
      gainsFax,
      ({ edit }) =>
        edit((manifest) => {
          manifest.rules = {};
        }),
    ],
    finds: [FAX],
  },
  {
    name: 'a rule is switched off that had found something',
    happens: [
      gainsFax,
      ({ edit }) =>
        edit(({ rules }) => {
          rules['scope-added'] = 'off';
        }),
    ],
    finds: [FAX],
    resolves: [FAX],
  },
  {
    name: 'a drift is undone, and back again',
    happens: [gainsFax, losesFax, gainsFax],
    finds: [FAX, FAX],
  },
  {
    name: 'the new state of an unmanaged client is accepted',
    happens: [
      ({ world }) => world.setClient(PORTAL, { scope: ['fax', 'presence:readonly', 'routing'] }),
      ({ accept }) => accept(PORTAL),
      {},
    ],
    finds: [finding('scope-added', PORTAL, 'fax', 'high')],
    resolves: [finding('scope-added', PORTAL, 'fax', 'high')],
    unknown: [unknown('scope-unused', PORTAL)],
  },
  {
    name: 'an unmanaged client drifts from what was accepted',
    happens: [
      ({ world }) => world.editRole(EXPORT_ROLE, { add: [VIEW_CAMPAIGNS] }),
      ({ accept }) => accept(EXPORT),
      ({ world }) => world.editRole(EXPORT_ROLE, { add: [EDIT_USERS] }),
    ],
    finds: [
      finding('role-permissions-widened', EXPORT, 'role Exporter', 'low'),
      finding('role-permissions-widened', EXPORT, 'role Exporter', 'high'),
    ],
    unknown: [unknown('permission-unused', EXPORT)],
  },
  {
    name: 'a new client is accepted',
    happens: [
      ({ world }) =>
        world.createClient({ name: 'Stranger', grantType: 'CODE', scopes: CRM_SCOPES, tokenSeconds: 3_600 }),
      ({ accept }) => accept('Stranger'),
      {},
    ],
    finds: [finding('client-created', 'Stranger', 'client', 'medium')],
    resolves: [finding('client-created', 'Stranger', 'client', 'medium')],
    unknown: [unknown('scope-unused', 'Stranger')],
  },
];
