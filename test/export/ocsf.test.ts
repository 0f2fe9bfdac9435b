import fc from 'fast-check';
import { z } from 'zod';
import { FINDING_STATES } from '../../lib/domain/finding.ts';
import { CLASS_OF_RULE, classOf, OCSF_CLASSES } from '../../lib/export/ocsf/classes.ts';
import { ocsfOfFinding, ocsfOfRecord } from '../../lib/export/ocsf/event.ts';
import { RULES } from '../../lib/rules/index.ts';
import { arbitraryFinding, arbitraryRecord, crmFinding, crmRecord } from './support/findings.ts';
import { ocsfProblems, publishedOcsf } from './support/ocsf-schema.ts';

const producer = { version: '1.2.3' };

const Seen = z.looseObject({
  class_uid: z.number(),
  activity_id: z.number(),
  type_uid: z.number(),
  status_id: z.number(),
  severity_id: z.number(),
  time: z.number(),
  metadata: z.looseObject({ uid: z.string() }),
});
const event = (record = crmRecord()) => Seen.parse(ocsfOfRecord(record, producer));

describe('the class of an OCSF event', () => {
  it('is decided for every rule, and for no rule that there is not', () => {
    expect(Object.keys(CLASS_OF_RULE)).toEqual(RULES.map(({ id }) => id));
  });

  it('bears the number and the name that OCSF publishes', () => {
    const published = Object.values(publishedOcsf.classes).map(({ uid }) => uid);
    expect(Object.values(OCSF_CLASSES).map(({ uid }) => uid)).toEqual(published);
  });

  it('is that of something detected for a rule of a later version', () => {
    expect(classOf('rule-of-a-later-version')).toBe('detection');
  });
});

describe('an OCSF event', () => {
  it.each(RULES.map(({ id }) => id))('of %s is as the published schema wants it in every state', (rule) => {
    for (const to of FINDING_STATES) {
      for (const from of [null, 'open'] as const) {
        const told = ocsfOfRecord(crmRecord({ from, to, finding: crmFinding({ rule }) }), producer);
        expect(ocsfProblems(told)).toEqual([]);
      }
    }
  });

  it('is as the published schema wants it, whatever strangers call their things', () => {
    fc.assert(
      fc.property(arbitraryRecord, arbitraryFinding, (record, finding) => {
        expect(ocsfProblems(ocsfOfRecord(record, producer))).toEqual([]);
        expect(ocsfProblems(ocsfOfFinding(finding, producer, ['roles failed']))).toEqual([]);
      }),
    );
  });

  it('creates what is new', () => {
    expect(event()).toMatchObject({ class_uid: 2008, activity_id: 1, type_uid: 200801, status_id: 1, severity_id: 4 });
  });

  it.each([
    ['grew', 'open', 'open', 1],
    ['was acknowledged', 'open', 'acknowledged', 2],
    ['was waived', 'open', 'waived', 3],
    ['came back', 'resolved', 'open', 1],
  ] as const)('updates what %s', (_, from, to, status) => {
    expect(event(crmRecord({ from, to }))).toMatchObject({ activity_id: 2, status_id: status });
  });

  it('closes what is resolved', () => {
    const closed = crmRecord({ from: 'open', to: 'resolved', at: '2026-11-21T10:00:00.000Z' });
    expect(event(closed)).toMatchObject({
      activity_id: 3,
      activity_name: 'Close',
      type_uid: 200803,
      status_id: 4,
      time: Date.parse('2026-11-21T10:00:00.000Z'),
      timezone_offset: 0,
    });
  });

  it('calls a rule that was switched off neither passed nor failed', () => {
    const finding = crmFinding({ rule: 'implicit-grant' });
    const cause = { kind: 'rule-off', by: 'guardian' } as const;
    expect(event(crmRecord({ from: 'open', to: 'resolved', finding, cause }))).toMatchObject({
      compliance: { status_id: 0 },
    });
  });

  it('is the same when it is exported again, and another one for another transition', () => {
    expect(event()).toEqual(event());
    const others = [crmRecord({ run: 'run-000003' }), crmRecord({ to: 'waived' }), crmRecord({ from: 'resolved' })];
    expect(new Set([crmRecord(), ...others].map((record) => event(record).metadata.uid)).size).toBe(4);
  });

  it('names whoever made the change by the profile that has actors', () => {
    expect(event()).toMatchObject({
      actor: { user: { uid: 'u-1', name: 'Sam Ortiz', type_id: 1 } },
      metadata: { profiles: ['host'] },
    });
  });

  it('names nobody where the change was taken back: whoever made it need not have done that', () => {
    const closed = event(crmRecord({ from: 'open', to: 'resolved' }));
    expect(closed).not.toHaveProperty('actor');
    expect(closed.metadata).not.toHaveProperty('profiles');
    expect(closed).toMatchObject({ unmapped: { actor: { name: 'Sam Ortiz' } } });
  });

  it('is about the org where no client is', () => {
    const finding = crmFinding({ rule: 'guardian-blind', client: { id: '-', name: '-' }, vendor: null });
    expect(event(crmRecord({ finding }))).toMatchObject({ resources: [{ uid: 'prod', type: 'Genesys Cloud org' }] });
  });
});

describe('an OCSF event of a finding as it is now', () => {
  it('says what could not be seen', () => {
    expect(ocsfOfFinding(crmFinding(), producer, ['roles failed'])).toMatchObject({
      activity_id: 1,
      unmapped: { incomplete: ['roles failed'] },
    });
  });

  it('is the same event until something else is said of it, however often it is looked at', () => {
    const uidOf = (finding = crmFinding()) => Seen.parse(ocsfOfFinding(finding, producer, [])).metadata.uid;
    expect(uidOf(crmFinding({ lastSeen: '2026-11-22T10:00:00.000Z' }))).toBe(uidOf());
    const others = [crmFinding({ severity: 'low' }), crmFinding({ evidence: {} }), crmFinding({ state: 'resolved' })];
    expect(new Set([crmFinding(), ...others].map(uidOf)).size).toBe(4);
  });

  it('closes a resolved one at the time of its last data', () => {
    const told = ocsfOfFinding(crmFinding({ state: 'resolved' }), producer, []);
    expect(told).toMatchObject({ activity_id: 3, time: Date.parse('2026-11-20T11:00:00.000Z') });
  });
});

describe('the judge of these tests', () => {
  it.each([
    ['a missing attribute', { time: undefined }],
    ['an attribute that OCSF does not have', { colour: 'red' }],
    ['a number outside the enumeration', { severity_id: 42 }],
    ['a text in the place of a number', { time: '2026' }],
    ['an attribute of a profile that is not named', { assignee: { uid: 'sam' } }],
  ])('refuses %s', (_, wrong) => {
    expect(ocsfProblems(JSON.parse(JSON.stringify({ ...event(), ...wrong })))).not.toEqual([]);
  });

  it('refuses an IAM finding about nothing', () => {
    const { applications: _, permission_analysis_results: __, ...rest } = event();
    expect(ocsfProblems(rest)).not.toEqual([]);
  });
});
