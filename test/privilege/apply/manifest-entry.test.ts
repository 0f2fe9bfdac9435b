import fc from 'fast-check';
import { parseConfig } from '../../../lib/config/index.ts';
import { manifestFile, type ReadyGrant } from '../../../lib/privilege/apply/index.ts';
import { HOSTILE_TEXTS, roleGrant, scopeGrant } from './support/grants.ts';

function vendorIn(grant: ReadyGrant) {
  const { config } = parseConfig(manifestFile(grant).text, 'guardian.yaml');
  const [vendor, ...others] = config.vendors;
  expect(others).toEqual([]);
  return vendor;
}

describe('an entry for the manifest', () => {
  it('approves roles in their divisions, and permissions up to what they give', () => {
    expect(vendorIn(roleGrant())).toMatchObject({
      name: 'Acme',
      clients: ['c0000000-0000-4000-8000-000000000001'],
      grantType: 'CLIENT-CREDENTIALS',
      roles: [{ name: 'Marketplace_App_Acme_Analytics_Routing_Only', divisions: ['Sales'] }],
      permissions: ['analytics:conversationDetail:view', 'routing:queue:edit', 'routing:queue:view'],
      maxTokenSeconds: 3600,
      endpoints: ['GET /api/v2/routing/queues'],
    });
  });

  it('approves scopes and redirect URIs of an app in which people sign in', () => {
    const vendor = vendorIn(scopeGrant());
    expect(vendor).toMatchObject({
      scopes: ['routing:readonly', 'users:readonly'],
      redirectUris: ['https://acme.example/callback'],
    });
    expect(vendor).not.toHaveProperty('roles');
  });

  it('writes home and all divisions out, as the manifest demands', () => {
    const [role] = roleGrant().roles;
    if (!role) throw new Error('no role');
    const places = [{ kind: 'home' as const }, { kind: 'everywhere' as const }];
    expect(vendorIn(roleGrant({ roles: [{ ...role, places }] }))?.roles?.[0]?.divisions).toEqual(['home', '*']);
  });

  it.each(['home', '*', ' Sales '])(
    'names a division that is called %j by its id, for the name says something else',
    (name) => {
      const [role] = roleGrant().roles;
      if (!role) throw new Error('no role');
      const places = [{ kind: 'named' as const, name, id: 'd0000000-0000-4000-8000-000000000002' }];
      const vendor = vendorIn(roleGrant({ roles: [{ ...role, places }] }));
      expect(vendor?.roles?.[0]?.divisions).toEqual(['d0000000-0000-4000-8000-000000000002']);
    },
  );

  it('leaves roles to somebody where nobody knows the division', () => {
    const [role] = roleGrant().roles;
    if (!role) throw new Error('no role');
    const grant = roleGrant({ roles: [{ ...role, places: [{ kind: 'unknown' }] }] });
    expect(vendorIn(grant)).not.toHaveProperty('roles');
    expect(manifestFile(grant).text).toContain('# Name the divisions');
  });

  it('is accepted whatever a client, a vendor, a scope or a redirect URI is called, and says what it was told', () => {
    const texts = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(texts, texts, (name, other) => {
        const grant = scopeGrant({
          client: { id: null, name },
          vendor: name,
          notes: [name, other],
          scopes: [other, 'users'],
          redirectUris: [other, 'https://acme.example/'],
          calls: [other],
        });
        const vendor = vendorIn(grant);
        if (name.trim() !== '') expect(vendor?.name).toBe(name.trim());
        expect(vendor?.scopes).toContain('users');
        expect(vendor?.redirectUris).toContain('https://acme.example/');
      }),
    );
  });
});
