import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import * as z from 'zod';
import { roleFiles } from '../../../lib/privilege/apply/index.ts';
import { roleGrant } from './support/grants.ts';

const DEFINITION = join(__dirname, '..', '..', '..', '..', 'shared', 'genesys', 'guardian-subset.swagger.json');

describe('a role for the roles API', () => {
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
