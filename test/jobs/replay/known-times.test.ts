import { KnownTimes } from '../../../lib/jobs/replay/known-times.ts';
import type { Judgement } from '../../../lib/rules/engine.ts';

const about = { rule: 'scope-added', clientId: 'c1', subject: 'recordings' };
const [T0, T1, T2, T4] = [0, 1, 2, 4].map((hour) => `2026-03-03T0${hour}:00:00.000Z`) as [
  string,
  string,
  string,
  string,
];

describe('The times at which a rule had an answer', () => {
  it('are all of them where it never was without one', () => {
    const known = new KnownTimes();
    known.note(clean(), T0);
    expect(known.answered('scope-added', T4)).toEqual({ share: 1, because: [] });
  });

  it('leave out those in which it was unknown, with the reason', () => {
    const known = new KnownTimes();
    known.note(unknown('Roles were not read.'), T0);
    known.note(clean(), T1);
    expect(known.answered('scope-added', T4)).toEqual({ share: 0.75, because: ['Roles were not read.'] });
    expect([known.isUnknown(about, T0), known.isUnknown(about, T1)]).toEqual([true, false]);
  });

  it('count one gap where only the words of its reason move', () => {
    const known = new KnownTimes();
    known.note(unknown('The data is of Monday.'), T0);
    known.note(unknown('The data is of Tuesday.'), T1);
    expect(known.answered('scope-added', T4)).toEqual({ share: 0, because: ['The data is of Monday.'] });
  });

  it('are unknown for the subjects alone of which nothing could be said', () => {
    const known = new KnownTimes();
    known.note({ ...unknown('One role is young.'), unknownSubjects: ['role r1'] }, T0);
    expect(known.isUnknown(about, T1)).toBe(false);
    expect(known.isUnknown({ ...about, subject: 'role r1' }, T1)).toBe(true);
  });

  it('end with the client, so that nobody counts what was not asked', () => {
    const known = new KnownTimes();
    known.note(unknown('Roles were not read.'), T0);
    known.note(clean(), T1);
    known.end('c1', T2);
    expect(known.answered('scope-added', T4).share).toBe(0.5);
  });

  it('are not known of a rule that was asked nothing', () => {
    expect(new KnownTimes().answered('scope-added', T4)).toEqual({ because: [] });
  });
});

function clean(): Judgement {
  return { rule: 'scope-added', clientId: 'c1', outcome: 'compliant', violations: [] };
}

function unknown(because: string): Judgement {
  return { rule: 'scope-added', clientId: 'c1', outcome: 'unknown', violations: [], because };
}
