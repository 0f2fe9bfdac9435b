import { SOURCES } from '../../lib/domain/coverage.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import { isConclusive, judgeAll, RuleError } from '../../lib/rules/engine.ts';
import {
  type ClientRule,
  compliant,
  type MeteredRule,
  type OrgRule,
  type Rule,
  type Verdict,
  type Violation,
} from '../../lib/rules/rule.ts';
import { aClient, perfectVendor, unmanagedClient } from '../support/facts.ts';
import { withSource } from '../support/judged.ts';
import { alikeDays, usageFacts } from '../support/usage.ts';

const doc = { what: '', why: '', when: '', fix: '', silence: '' };
const base = { defaultSeverity: 'high', needs: [], doc } as const;
const aViolation: Violation = {
  subject: 'thing',
  severity: 'high',
  title: 'A thing is wrong',
  because: 'It matters.',
  evidence: {},
  fix: ['Mend it.'],
};
const violated: Verdict = { outcome: 'violated', violations: [aViolation] };
const recorder = aClient({}).id;

function clientRule(verdict: Verdict | (() => Verdict), other: Partial<ClientRule> = {}): ClientRule {
  return { ...base, id: 'client-rule', scope: 'client', judge: () => given(verdict), ...other };
}

function orgRule(verdict: Verdict | (() => Verdict), other: Partial<OrgRule> = {}): OrgRule {
  return { ...base, id: 'org-rule', scope: 'org', judge: () => given(verdict), ...other };
}

function meteredRule(verdict: Verdict | (() => Verdict), other: Partial<MeteredRule> = {}): MeteredRule {
  return { ...base, id: 'metered-rule', scope: 'metered', needs: ['usage'], judge: () => given(verdict), ...other };
}

function given(verdict: Verdict | (() => Verdict)): Verdict {
  return typeof verdict === 'function' ? verdict() : verdict;
}

/** A rule that must not be asked. */
function never(): Verdict {
  throw new Error('was asked');
}

function judge(
  rule: Rule,
  context = perfectVendor().context,
  setting?: Parameters<typeof judgeAll>[0]['settings'][string],
) {
  return judgeAll({ rules: [rule], context, settings: setting === undefined ? {} : { [rule.id]: setting } });
}

describe('judgeAll', () => {
  it('asks a client rule about every present client', () => {
    const others = [{ client: aClient({ id: 'c0000000-0000-4000-8000-000000000009', name: 'Other' }) }];
    const { context } = perfectVendor({ others });
    expect(judge(clientRule(compliant), context).map(({ clientId }) => clientId)).toEqual([
      recorder,
      'c0000000-0000-4000-8000-000000000009',
    ]);
  });

  it('asks an org rule once and files the answer under "-"', () => {
    expect(judge(orgRule(compliant))).toEqual([
      { rule: 'org-rule', clientId: '-', outcome: 'compliant', violations: [] },
    ]);
  });

  it('asks nothing where nobody is there', () => {
    const { context } = perfectVendor({ context: { clients: [] } });
    expect(judge(clientRule(never), context)).toEqual([]);
  });

  it('hands on violations as the rule weighed them', () => {
    expect(judge(clientRule(violated))).toEqual([
      {
        rule: 'client-rule',
        clientId: recorder,
        outcome: 'violated',
        violations: [{ ...aViolation, staged: false }],
      },
    ]);
  });

  it('says beside the violations what could not be judged', () => {
    const [judgement] = judge(clientRule({ ...violated, alsoUnknown: 'A role was not read.' }));
    expect(judgement).toMatchObject({ outcome: 'violated', because: 'A role was not read.' });
  });
});

describe('a source that was not read whole', () => {
  const every = SOURCES.flatMap((source) =>
    (['incomplete', 'skipped', 'failed'] as const).map((status) => [source, status] as const),
  ).filter(([source, status]) => !(source === 'clients' && status === 'incomplete'));

  it.each(every)('makes rules that need %s unknown while it is %s, without asking them', (source, status) => {
    const context = withSource(perfectVendor().context, source, status, 'HTTP 403.');
    for (const rule of [clientRule(never, { needs: [source] }), orgRule(never, { needs: [source] })]) {
      const [judgement] = judge(rule, context);
      expect(judgement).toMatchObject({ outcome: 'unknown', violations: [] });
      expect(judgement?.because).toContain(source);
      expect(judgement?.because).toMatch(/: HTTP 403\.$/);
    }
  });

  it('does not keep rules that do not need it from being asked', () => {
    const context = withSource(perfectVendor().context, 'roles', 'failed');
    expect(judge(clientRule(violated, { needs: ['clients'] }), context)).toMatchObject([{ outcome: 'violated' }]);
  });

  it('is named with every other that is missing', () => {
    const context = withSource(withSource(perfectVendor().context, 'roles', 'failed'), 'divisions', 'incomplete');
    const [judgement] = judge(clientRule(never, { needs: ['clients', 'roles', 'divisions'] }), context);
    expect(judgement?.because).toBe(
      'The source roles could not be read: HTTP 403. Only a part of divisions was read: HTTP 403.',
    );
  });

  it('needs no reason to be a reason', () => {
    const { context } = perfectVendor();
    const { reason: _, ...roles } = { ...context.coverage.roles, status: 'failed' as const, reason: '' };
    const coverage = { ...context.coverage, roles };
    expect(judge(clientRule(never, { needs: ['roles'] }), { ...context, coverage })).toMatchObject([
      { outcome: 'unknown', because: 'The source roles could not be read.' },
    ]);
  });
});

describe('a listing of clients with gaps', () => {
  const context = withSource(perfectVendor().context, 'clients', 'incomplete', 'one page is missing');

  it('accuses a client that is in it, and lets nothing of the rule resolve', () => {
    expect(judge(clientRule(violated, { needs: ['clients'] }), context)).toMatchObject([
      {
        outcome: 'violated',
        violations: [{ subject: aViolation.subject }],
        because: expect.stringContaining('one page'),
      },
    ]);
  });

  it('clears nobody', () => {
    expect(judge(clientRule(compliant, { needs: ['clients'] }), context)).toMatchObject([{ outcome: 'unknown' }]);
  });

  it('says nothing about the org', () => {
    expect(judge(orgRule(never, { needs: ['clients'] }), context)).toMatchObject([{ outcome: 'unknown' }]);
  });

  it('does not make up for another source that is missing', () => {
    const blind = withSource(context, 'roles', 'failed');
    expect(judge(clientRule(never, { needs: ['clients', 'roles'] }), blind)).toMatchObject([{ outcome: 'unknown' }]);
  });
});

describe('usage that nobody has measured yet', () => {
  it('makes rules that need usage unknown, though the source answered', () => {
    for (const rule of [
      meteredRule(never),
      clientRule(never, { needs: ['usage'] }),
      orgRule(never, { needs: ['usage'] }),
    ]) {
      expect(judge(rule)).toMatchObject([{ outcome: 'unknown', because: 'No usage is known yet.' }]);
    }
  });

  it('is unknown to a metered rule that forgot to say that it needs usage', () => {
    expect(judge(meteredRule(never, { needs: [] }))).toMatchObject([{ outcome: 'unknown' }]);
  });
});

describe('a client that changed between the two reads', () => {
  it('is unknown to client rules, without asking them', () => {
    const { context } = perfectVendor({ isUnsettled: true });
    expect(judge(clientRule(never), context)).toMatchObject([{ clientId: recorder, outcome: 'unknown' }]);
  });

  it('is unknown to metered rules', () => {
    const { context } = perfectVendor({ isUnsettled: true, context: { usage: usageFacts({ days: [] }) } });
    expect(judge(meteredRule(never), context)).toMatchObject([{ clientId: recorder, outcome: 'unknown' }]);
  });

  it('does not make its neighbours unknown', () => {
    const other = aClient({ id: 'c0000000-0000-4000-8000-000000000009' });
    const { context } = perfectVendor({ isUnsettled: true, others: [{ client: other }] });
    expect(judge(clientRule(compliant), context).map(({ outcome }) => outcome)).toEqual(['unknown', 'compliant']);
  });
});

describe('a metered rule', () => {
  const app = 'c0000000-0000-4000-8000-0000000000ff';
  const usage = usageFacts({ days: alikeDays(1, { [recorder]: 10, [app]: 10 }) });

  it("judges an app that only usage shows, and names it and its integration's vendor in the violation", () => {
    const { context } = perfectVendor({ context: { usage } });
    const integration = {
      id: 'i1',
      name: 'Wallboards',
      typeId: 'wallboards',
      vendorName: 'Wallboards Ltd',
      vendorClientIds: [app],
      intendedState: 'ENABLED',
    };
    const snapshot = { ...context.snapshot, integration: new Map([['i1', integration]]) };
    const judgements = judge(meteredRule(violated), { ...context, snapshot });
    expect(judgements.map(({ clientId }) => clientId)).toEqual([recorder, app]);
    expect(judgements[1]?.violations).toMatchObject([
      { client: { id: app, name: `Name of ${app}` }, vendor: 'Wallboards Ltd' },
    ]);
  });

  it('takes the vendor of an app that only usage shows from the manifest, where that names one', () => {
    const { context } = perfectVendor({ vendor: { clients: [recorder, app] }, context: { usage } });
    expect(judge(meteredRule(violated), context)[1]?.violations).toMatchObject([{ vendor: 'Acme' }]);
  });

  it('asks about a present client that made no request', () => {
    const { context } = unmanagedClient({ context: { usage: usageFacts({ days: alikeDays(1, { [app]: 10 }) }) } });
    expect(judge(meteredRule(compliant), context).map(({ clientId }) => clientId)).toEqual([recorder, app]);
  });
});

describe('settings of guardian.yaml', () => {
  it.each(['off', { off: true }] as const)('%j: the rule is not asked and has no judgement', (setting) => {
    expect(judge(clientRule(never), undefined, setting)).toEqual([]);
  });

  it.each(SEVERITIES)('severity %s replaces that of every violation', (severity) => {
    expect(judge(clientRule(violated), undefined, { severity })[0]?.violations).toMatchObject([{ severity }]);
  });

  it('staging marks every violation', () => {
    expect(judge(clientRule(violated), undefined, { staging: true })[0]?.violations).toMatchObject([
      { staged: true, severity: 'high' },
    ]);
  });

  it('of another rule change nothing', () => {
    const settings = { 'another-rule': 'off' as const };
    const { context } = perfectVendor();
    expect(judgeAll({ rules: [clientRule(violated)], context, settings })).toEqual(judge(clientRule(violated)));
  });
});

describe('a rule that fails', () => {
  const failure = new TypeError('roles is not iterable');
  const failing = () => {
    throw failure;
  };

  it('fails the judgement with its name, the client and the cause, and never passes as clean', () => {
    expect(() => judge(clientRule(failing))).toThrow(RuleError);
    expect(() => judge(clientRule(failing))).toThrow(
      `Rule client-rule could not judge client ${recorder}: roles is not iterable`,
    );
    expect(thrownBy(() => judge(clientRule(failing)))).toMatchObject({
      rule: 'client-rule',
      clientId: recorder,
      cause: failure,
    });
  });

  it('names the org where it judged the org', () => {
    expect(() => judge(orgRule(failing))).toThrow('Rule org-rule could not judge the org: roles is not iterable');
  });

  it('by saying "violated" without a violation is an error too', () => {
    expect(() => judge(orgRule({ outcome: 'violated', violations: [] }))).toThrow(RuleError);
  });

  it('is still an error where it throws what is no error', () => {
    const rude = () => {
      throw 'no';
    };
    expect(() => judge(orgRule(rude))).toThrow('could not judge the org: no');
  });
});

describe('isConclusive', () => {
  it.each([
    ['compliant', true, compliant],
    ['violated', true, violated],
    ['violated with a part unknown', false, { ...violated, alsoUnknown: 'A part.' }],
    [
      'violated with another subject unknown',
      true,
      { ...violated, alsoUnknown: 'A part.', unknownSubjects: ['other'] },
    ],
    [
      'violated with this subject unknown',
      false,
      { ...violated, alsoUnknown: 'A part.', unknownSubjects: ['subject'] },
    ],
    ['unknown', false, { outcome: 'unknown', because: 'Not read.' }],
    ['unknown for another subject', true, { outcome: 'unknown', because: 'Not read.', unknownSubjects: ['other'] }],
    ['unknown for this subject', false, { outcome: 'unknown', because: 'Not read.', unknownSubjects: ['subject'] }],
  ] as const)('%s: %s', (_, expected, verdict) => {
    const [judgement] = judge(orgRule(verdict));
    expect(judgement && isConclusive(judgement, 'subject')).toBe(expected);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
