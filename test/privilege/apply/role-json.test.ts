import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import * as z from 'zod';
import { roleFiles, roleName, roleRequest, slug } from '../../../lib/privilege/apply/index.ts';
import { LONGEST_ROLE_NAME } from '../../../lib/privilege/apply/role-name.ts';
import { HOSTILE_TEXTS, roleGrant } from './support/grants.ts';

const DEFINITION = join(__dirname, '..', '..', '..', '..', 'shared', 'genesys', 'guardian-subset.swagger.json');

describe('a role for the roles API', () => {
  it('has a policy for each entity, with its actions; everything sorted and nothing twice', () => {
    const permissions = ['routing:queue:view', 'analytics:*:view', 'routing:queue:add', 'routing:queue:view'];
    expect(roleRequest({ name: 'R', description: 'D', permissions })).toEqual({
      name: 'R',
      description: 'D',
      permissionPolicies: [
        { domain: 'analytics', entityName: '*', actionSet: ['view'] },
        { domain: 'routing', entityName: 'queue', actionSet: ['add', 'view'] },
      ],
    });
  });

  const itByDefinition = existsSync(DEFINITION) ? it : it.skip;
  itByDefinition('fits what the API definition accepts (skipped where that is not at hand)', () => {
    const { definitions } = z
      .object({ definitions: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(readFileSync(DEFINITION, 'utf8')));
    const ajv = addFormats(new Ajv({ strict: false, allErrors: true }), { formats: ['date', 'date-time', 'uri'] });
    for (const format of ['int32', 'int64', 'float', 'double']) ajv.addFormat(format, true);
    ajv.addSchema({ $id: 'platform', definitions });
    for (const shape of ['DomainOrganizationRoleCreate', 'DomainOrganizationRoleUpdate']) {
      const isValid = ajv.getSchema(`platform#/definitions/${shape}`);
      if (!isValid) throw new Error(`no definition of ${shape}`);
      for (const { text } of roleFiles(roleGrant().roles)) {
        const body = JSON.parse(text);
        isValid(body);
        expect(isValid.errors).toBeNull();
        expect(Object.keys(body)).toEqual(expect.arrayContaining(['name', 'permissionPolicies']));
      }
    }
  });
});

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
