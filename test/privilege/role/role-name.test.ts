import fc from 'fast-check';
import { roleName, slug } from '../../../lib/privilege/role/index.ts';
import { LONGEST_ROLE_NAME } from '../../../lib/privilege/role/role-name.ts';
import { HOSTILE_TEXTS } from '../apply/support/grants.ts';

describe('the name of a role', () => {
  it('follows the pattern of Genesys, with the vendor and up to three areas', () => {
    expect(roleName('Acme Recorder', ['recording:recording:view', 'analytics:userObservation:view'])).toBe(
      'Marketplace_App_Acme_Recorder_Analytics_Recording_Only',
    );
    expect(roleName('Müller & Söhne', ['routing:queue:view'], 2)).toBe('Marketplace_App_Muller_Sohne_Routing_Only_2');
    expect(roleName('A', ['a:b:c', 'd:b:c', 'e:b:c', 'f:b:c'])).toBe('Marketplace_App_A_Only');
  });

  it('is ASCII, within its limit, and the same each time, whatever a vendor is called', () => {
    const names = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 300 }));
    fc.assert(
      fc.property(
        names,
        fc.array(fc.constantFrom('routing:queue:view', 'speechAndTextAnalytics:data:view')),
        (name, of) => {
          const role = roleName(name, of);
          expect(role).toMatch(/^Marketplace_App_[A-Za-z0-9_]+_Only$/);
          expect(role.length).toBeLessThanOrEqual(LONGEST_ROLE_NAME);
          expect(roleName(name, [...of].reverse())).toBe(role);
          expect(slug(name)).toMatch(/^[a-z][a-z0-9_]*$/);
        },
      ),
    );
  });

  it('tells vendors apart whose names differ in what ASCII cannot hold, or far behind', () => {
    const names = ['漢字', '漢', 'アプリ', `${'x'.repeat(200)}a`, `${'x'.repeat(200)}b`, '   ', '!'];
    expect(new Set(names.map((name) => roleName(name, []))).size).toBe(names.length);
    expect(new Set(names.map(slug)).size).toBe(names.length);
  });
});
