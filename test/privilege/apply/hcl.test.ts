/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL writes its templates so. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import * as z from 'zod';
import { hclFile, type ReadyGrant } from '../../../lib/privilege/apply/index.ts';
import { HOSTILE_TEXTS, roleGrant, scopeGrant } from './support/grants.ts';

const { parseToObject } = jest.requireActual<{ parseToObject(text: string): unknown }>('hcl2-parser');

/** What HashiCorp's own parser reads of the file; blocks are lists of objects. */
const block = z.record(z.string(), z.unknown());
const labelled = z.record(z.string(), z.record(z.string(), z.array(block)));
const file = z.object({
  resource: labelled,
  data: labelled.optional(),
  import: z.array(block).optional(),
  variable: z.record(z.string(), z.array(block)).optional(),
});

function parsed(grant: ReadyGrant) {
  return file.parse(z.tuple([z.unknown(), z.null()]).parse(parseToObject(hclFile(grant).text))[0]);
}

function clientOf(grant: ReadyGrant) {
  return Object.values(parsed(grant).resource.genesyscloud_oauth_client ?? {})[0]?.[0];
}

const textFromAnywhere = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('$', '%', '{', '}', '"', '\\', '\n', 'x', '~') }),
);

describe('CX as Code', () => {
  it('grants the role by its resource, in the division by its name', () => {
    expect(parsed(roleGrant())).toMatchObject({
      data: { genesyscloud_auth_division: { sales: [{ name: 'Sales' }] } },
      resource: {
        genesyscloud_auth_role: {
          marketplace_app_acme_analytics_routing_only: [
            {
              permission_policies: [
                { domain: 'analytics', entity_name: 'conversationDetail', action_set: ['view'] },
                { domain: 'routing', entity_name: 'queue', action_set: ['edit', 'view'] },
              ],
            },
          ],
        },
        genesyscloud_oauth_client: {
          acme_recorder: [
            {
              authorized_grant_type: 'CLIENT-CREDENTIALS',
              access_token_validity_seconds: 3600,
              roles: [
                {
                  role_id: '${genesyscloud_auth_role.marketplace_app_acme_analytics_routing_only.id}',
                  division_id: '${data.genesyscloud_auth_division.sales.id}',
                },
              ],
            },
          ],
        },
      },
    });
  });

  it('gives scopes and redirect URIs, and no roles, to an app in which people sign in', () => {
    const client = clientOf(scopeGrant());
    expect(client).toMatchObject({
      scopes: ['routing:readonly', 'users:readonly'],
      registered_redirect_uris: ['https://acme.example/callback'],
    });
    expect(client).not.toHaveProperty('roles');
  });

  it('imports a client that exists, and only that', () => {
    expect(parsed(roleGrant()).import).toEqual([
      { to: '${genesyscloud_oauth_client.acme_recorder}', id: 'c0000000-0000-4000-8000-000000000001' },
    ]);
    expect(parsed(roleGrant({ client: { id: null, name: 'New' } })).import).toBeUndefined();
  });

  it('asks for what is not known by variables without defaults', () => {
    const [role] = roleGrant().roles;
    if (!role) throw new Error('no role');
    const { variable } = parsed(roleGrant({ roles: [{ ...role, places: [{ kind: 'unknown' }] }] }));
    expect(variable?.division_id?.[0]).not.toHaveProperty('default');
    expect(clientOf(scopeGrant({ redirectUris: null }))).toMatchObject({
      registered_redirect_uris: '${var.redirect_uris}',
    });
  });

  it('never takes the home division by leaving the division out', () => {
    const keptGrants = [{ roleId: 'r1', divisionId: 'unknown' }];
    const grant = roleGrant({ keptGrants, roles: [] });
    expect(clientOf(grant)?.roles).toEqual([{ role_id: 'r1', division_id: '${var.division_id}' }]);
  });

  it('writes every text so that it is read back as it was, and nothing in it is evaluated', () => {
    fc.assert(
      fc.property(textFromAnywhere, textFromAnywhere, (name, division) => {
        const [role] = roleGrant().roles;
        if (!role) throw new Error('no role');
        const places = [{ kind: 'named' as const, name: division }];
        const grant = roleGrant({
          client: { id: name, name },
          vendor: name,
          description: division,
          notes: [name],
          roles: [{ ...role, description: name, places }],
          keptGrants: [{ roleId: name, divisionId: division === 'unknown' ? 'd' : division, roleName: name }],
        });
        const { resource, data, import: imported } = parsed(grant);
        expect(Object.keys(resource).sort()).toEqual(['genesyscloud_auth_role', 'genesyscloud_oauth_client']);
        expect(Object.values(resource.genesyscloud_oauth_client ?? {})[0]?.[0]).toMatchObject({
          name: wellFormed(name),
          description: wellFormed(division),
        });
        expect(Object.values(data?.genesyscloud_auth_division ?? {})[0]?.[0]).toEqual({ name: wellFormed(division) });
        expect(imported?.[0]).toMatchObject({ id: wellFormed(name) });
      }),
      { numRuns: 60 },
    );
  });

  it('keeps apart divisions whose names differ in what an identifier cannot hold', () => {
    const [role] = roleGrant().roles;
    if (!role) throw new Error('no role');
    const places = ['Sales EU', 'Sales-EU', 'Sales_EU'].map((name) => ({ kind: 'named' as const, name }));
    const { data } = parsed(roleGrant({ roles: [{ ...role, places }] }));
    const names = Object.values(data?.genesyscloud_auth_division ?? {}).map(([one]) => one?.name);
    expect(names.sort()).toEqual(['Sales EU', 'Sales-EU', 'Sales_EU']);
  });

  const terraform = spawnSync('terraform', ['version'], { env: terraformEnvironment() });
  const onTerraform = terraform.status === 0 ? it : it.skip;
  onTerraform('is what terraform fmt would make of it (skipped where there is no terraform)', () => {
    const grants = [roleGrant(), scopeGrant({ scopes: LONG_SCOPES, redirectUris: null }), ...HOSTILE_TEXTS.map(named)];
    const text = grants.map((grant) => hclFile(grant).text).join('\n');
    const formatted = spawnSync('terraform', ['fmt', '-'], {
      input: text,
      encoding: 'utf8',
      env: terraformEnvironment(),
    });
    expect(formatted.stdout).toBe(text);
  });
});

const LONG_SCOPES = ['analytics:readonly', 'conversations:readonly', 'recordings:readonly', 'users:readonly'];

function named(name: string): ReadyGrant {
  return roleGrant({ client: { id: null, name }, vendor: name, notes: [name] });
}

/** A lone half of a pair is no character; it is shown as one that could not be read. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd').normalize('NFC');
}

function terraformEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '', TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' };
}
