import fc from 'fast-check';
import { type Permission, permissionImplies } from '../../lib/domain/permission.ts';
import { actionKind, READING_ACTIONS } from '../../lib/domain/permission-action.ts';
import { permissionRisk, riskOfPermissions } from '../../lib/domain/permission-risk.ts';
import { PERMISSION_RISK_ROWS } from '../../lib/domain/permission-risks.ts';
import { isAtLeast, type Severity } from '../../lib/domain/severity.ts';
import { permission, permissions } from './arbitraries.ts';
import { itWithReference, referencePermissions } from './genesys-reference.ts';

describe('the verb of a permission', () => {
  it.each(['view', 'search', 'viewAll', 'download', 'monitor'])('reads: %s', (action) => {
    expect(actionKind(`domain:entity:${action}`)).toBe('reading');
  });

  it.each(['edit', 'add', 'delete', 'execute', 'no-such-verb'])('changes: %s', (action) => {
    expect(actionKind(`domain:entity:${action}`)).toBe('changing');
  });

  it('does both where it is a wildcard', () => expect(actionKind('domain:entity:*')).toBe('both'));

  it('changes where there is none', () => expect(actionKind('admin')).toBe('changing'));

  itWithReference('is listed as reading only if the API definition uses it', () => {
    const used = new Set(referencePermissions().map((known) => known.split(':')[2] ?? ''));
    expect([...READING_ACTIONS].filter((action) => !used.has(action))).toEqual([]);
  });
});

describe('the risk of a permission', () => {
  const examples: readonly [Permission, Severity][] = [
    ['authorization:grant:add', 'critical'],
    ['authorization:*:*', 'critical'],
    ['*:*:*', 'critical'],
    ['authorization:role:view', 'medium'],
    ['authorization:grant:delete', 'high'],
    ['recording:recording:view', 'high'],
    ['recording:retentionPolicy:view', 'low'],
    ['recording:*:view', 'high'],
    ['speechAndTextAnalytics:data:view', 'high'],
    ['externalContacts:export:view', 'high'],
    ['gdpr:request:add', 'high'],
    ['integrations:action:execute', 'high'],
    ['routing:queue:view', 'low'],
    ['routing:queue:edit', 'high'],
    ['routing:wrapupCode:edit', 'medium'],
    ['telephony:selfStationAssociation:edit', 'low'],
    ['no-such-domain:thing:view', 'low'],
    ['no-such-domain:thing:frobnicate', 'medium'],
    ['no-such-domain:*:view', 'low'],
    ['no-such-domain:*:*', 'medium'],
    ['admin', 'medium'],
    ['', 'medium'],
  ];

  it.each(examples)('of %s is %s', (held, severity) => {
    expect(permissionRisk(held)).toMatchObject({ permission: held, severity });
  });

  it('says what is read or changed', () => {
    expect(permissionRisk('directory:group:view').reason).toBe('Reads groups, which pass roles on to their members.');
    expect(permissionRisk('directory:group:edit').reason).toBe('Changes groups, which pass roles on to their members.');
  });

  it('says what of it is so risky where a wildcard covers more than one row of the table', () => {
    expect(permissionRisk('routing:*:edit').reason).toBe('Covers routing:queue:edit: changes queues.');
    expect(permissionRisk('*:*:view').reason).toBe(
      'Covers recording:*:view: reads recordings of calls, messages and screens.',
    );
  });

  it('says so where the guardian has no better answer than the verb', () => {
    expect(permissionRisk('learning:module:edit').reason).toBe(
      'Changes module in learning, which the guardian does not list as sensitive.',
    );
    expect(permissionRisk('admin').reason).toMatch(/^Not written as domain:entity:action/);
  });

  it('is by an exception where one stands above the rule', () => {
    expect(permissionRisk('voicemail:userPolicy:viewOther').severity).toBe('low');
    expect(permissionRisk('voicemail:voicemail:viewOther').severity).toBe('high');
  });

  it('is, for a wildcard, at least that of all that it covers', () => {
    fc.assert(fc.property(permission, permission, expectWiderNotSafer), { numRuns: 1000 });
  });

  itWithReference('is, for each wildcard over a known permission, at least that of the permission', () => {
    for (const known of referencePermissions())
      for (const wide of wildcardsOver(known)) expectWiderNotSafer(wide, known);
  });

  it('is, for each wildcard over a row of the table, at least that of the row', () => {
    for (const { pattern } of PERMISSION_RISK_ROWS) {
      for (const verb of ['view', 'edit']) {
        const sample = pattern.split(':').map((part, index) => (part === '*' ? ['any', 'any', verb][index] : part));
        for (const wide of wildcardsOver(sample.join(':'))) expectWiderNotSafer(wide, sample.join(':'));
      }
    }
  });

  it.each(PERMISSION_RISK_ROWS)('is never worse for reading than for changing: $pattern', ({ reading, changing }) => {
    expect(isAtLeast(changing, reading)).toBe(true);
  });
});

describe('the table of permission risks', () => {
  it('has no row that an earlier row hides', () => {
    const hidden = PERMISSION_RISK_ROWS.filter(({ pattern }, index) =>
      PERMISSION_RISK_ROWS.slice(0, index).some((earlier) => permissionImplies(earlier.pattern, pattern)),
    );
    expect(hidden).toEqual([]);
  });

  itWithReference('has no row that no known permission matches', () => {
    const known = referencePermissions();
    const idle = PERMISSION_RISK_ROWS.filter(({ pattern }) => !known.some((one) => permissionImplies(pattern, one)));
    expect(idle).toEqual([]);
  });
});

describe('the risk of permissions held together', () => {
  it('is info, because of nothing, where there are none', () => {
    expect(riskOfPermissions([])).toEqual({ severity: 'info', because: [] });
  });

  it('names those that are as bad as the worst, sorted, and a wildcard instead of what it implies', () => {
    const { severity, because } = riskOfPermissions([
      'recording:recording:view',
      'recording:*:view',
      'routing:queue:view',
      'gdpr:request:add',
    ]);
    expect(severity).toBe('high');
    expect(because.map((one) => one.permission)).toEqual(['gdpr:request:add', 'recording:*:view']);
  });

  it('is at least that of each of them', () => {
    fc.assert(
      fc.property(permissions, permission, (others, one) => {
        expect(isAtLeast(riskOfPermissions([...others, one]).severity, permissionRisk(one).severity)).toBe(true);
      }),
    );
  });
});

function expectWiderNotSafer(wide: Permission, narrow: Permission): void {
  if (!permissionImplies(wide, narrow)) return;
  const pair = { wide, narrow, isSafer: !isAtLeast(permissionRisk(wide).severity, permissionRisk(narrow).severity) };
  expect(pair).toEqual({ wide, narrow, isSafer: false });
}

/** The permission with a wildcard in each of its places and in several. */
function wildcardsOver(known: Permission): Permission[] {
  const [domain = '', entity = '', action = ''] = known.split(':');
  return [
    `${domain}:${entity}:*`,
    `${domain}:*:${action}`,
    `${domain}:*:*`,
    `*:${entity}:${action}`,
    `*:*:${action}`,
    '*:*:*',
  ];
}
