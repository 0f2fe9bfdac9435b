import { GUARDIAN, openDigest } from '../../lib/domain/finding.ts';
import { fitsHistory, type HistoryFilter } from '../../lib/domain/history-filter.ts';
import { entityHash } from '../../lib/domain/snapshot.ts';
import { UsageError } from '../../lib/errors.ts';
import type { Store } from '../../lib/ports.ts';
import {
  approval,
  atOf,
  client,
  clientRevision,
  division,
  divisionRevision,
  endpointRow,
  everything,
  finding,
  goneRevision,
  idOf,
  ORG,
  opened,
  payload,
  resolved,
  role,
  roleRevision,
  run,
  sample,
  usageRow,
  variedTransitions,
} from '../store/fixtures.ts';

/** Stores over one empty database: each call opens another one, as another process would. */
export type StoreOpener = () => Promise<Store>;

/** What every {@link Store} must do. `database` makes an empty database and answers how to open stores on it. */
export function describeStore(name: string, database: () => Promise<StoreOpener>): void {
  describe(`Store on ${name}`, () => {
    let open: StoreOpener;
    let store: Store;
    const opens: Store[] = [];

    const another = async () => {
      const opened = await open();
      opens.push(opened);
      return opened;
    };

    beforeEach(async () => {
      open = await database();
      store = await another();
    });

    afterEach(async () => {
      for (const opened of opens.splice(0)) await opened.close();
    });

    describe('with nothing in it', () => {
      it('answers that nothing is known', async () => {
        expect(await store.latestRun(ORG)).toBeUndefined();
        expect(await store.heads(ORG, 'client')).toEqual([]);
        expect(await store.unresolvedFindings(ORG, openDigest([]))).toEqual([]);
        expect(await store.unresolvedFindings(ORG)).toEqual([]);
        expect(await store.resolvedFindings(ORG)).toEqual([]);
        expect((await store.findingsById(ORG, ['none'])).size).toBe(0);
        expect(await store.usageDays(ORG, '2026-03-01', '2026-03-31')).toEqual([]);
        expect(await store.endpointDays(ORG, '2026-03-01', '2026-03-31')).toEqual([]);
        expect(await store.callProfiles(ORG)).toEqual([]);
        expect(await store.history(ORG, {})).toEqual({ items: [] });
        expect(await store.runs(ORG, {})).toEqual({ items: [] });
        expect(await store.runsAfter(ORG, 0, 10)).toEqual([]);
        expect(await store.revisions(ORG, 'client', 'none', {})).toEqual([]);
        expect((await store.roleBodies(ORG, [{ roleId: 'none', hash: 'none' }])).size).toBe(0);
        expect(await store.deliveryMark(ORG, 'email')).toEqual({ seq: 0, sent: [] });
      });
    });

    describe('commit', () => {
      it('makes a run the newest one, for every store', async () => {
        await store.commit(run(1), payload());
        const committed = run(2, { warnings: ['clock'], genesysOrg: { id: 'o', name: 'Org' }, slot: atOf(2) });
        expect(await store.commit(committed, payload())).toEqual({ outcome: 'committed' });
        expect(await store.latestRun(ORG)).toEqual(committed);
        expect(await (await another()).latestRun(ORG)).toEqual(committed);
      });

      it('gives the payload back as it was', async () => {
        const found = everything();
        await store.commit(run(1), found);
        const latest = await store.latestRun(ORG);
        expect(latest?.chunks).toBeGreaterThan(0);
        expect(latest && (await store.payload(latest))).toEqual(found);
      });

      it('knows a quiet run without reading anything', async () => {
        await store.commit(run(1), payload());
        const before = store.consumption.requests;
        expect(await store.payload(run(1))).toEqual(payload());
        expect(store.consumption.requests).toBe(before);
      });

      it('accepts the same attempt twice, and does nothing the second time', async () => {
        await store.commit(run(1), everything());
        const before = await everythingIn(store);
        expect(await store.commit(run(1), everything())).toEqual({ outcome: 'committed' });
        expect(await (await another()).commit(run(1), everything())).toEqual({ outcome: 'committed' });
        expect(await everythingIn(store)).toEqual(before);
      });

      it('refuses another attempt at the same run and leaves nothing of it', async () => {
        await store.commit(run(1), payload());
        const before = await everythingIn(store);
        const late = await another();
        const outcome = await late.commit(run(1, { attempt: 'late' }), everything());
        expect(outcome).toEqual({ outcome: 'conflict', latest: run(1) });
        expect(await everythingIn(late)).toEqual(before);
      });

      it('refuses an attempt whose store believed itself to be up to date', async () => {
        const late = await another();
        expect(await late.latestRun(ORG)).toBeUndefined();
        await store.commit(run(1), payload());
        const outcome = await late.commit(run(1, { attempt: 'late' }), everything());
        expect(outcome).toEqual({ outcome: 'conflict', latest: run(1) });
      });

      it('lets exactly one of many win the same number', async () => {
        const attempts = ['a', 'b', 'c', 'd'];
        const outcomes = await Promise.all(
          attempts.map(async (attempt) => {
            const found = payload({ revisions: [clientRevision(client(attempt))] });
            return (await another()).commit(run(1, { attempt }), found);
          }),
        );
        const winner = attempts.filter((_, n) => outcomes[n]?.outcome === 'committed');
        expect(winner).toHaveLength(1);
        const heads = await store.heads(ORG, 'client');
        expect(heads.map(({ body }) => body?.name)).toEqual(winner);
        for (const outcome of outcomes) {
          if (outcome.outcome === 'conflict') expect(outcome.latest.attempt).toBe(winner[0]);
        }
      });

      it('refuses a run that leaves a gap', async () => {
        await expect(store.commit(run(2), payload())).rejects.toThrow('cannot follow run 0');
      });

      it('keeps orgs apart, also where their names look alike', async () => {
        await store.commit(run(1), everything());
        const other = `${ORG}#RUN`;
        expect(await store.latestRun(other)).toBeUndefined();
        await store.commit(run(1, { org: other }), payload({ revisions: [clientRevision(client('Elsewhere'))] }));
        expect((await store.heads(other, 'client')).map(({ body }) => body?.name)).toEqual(['Elsewhere']);
        expect((await store.history(other, {})).items).toEqual([]);
        expect((await store.heads(ORG, 'client')).map(({ body }) => body?.name)).not.toContain('Elsewhere');
      });
    });

    describe('heads', () => {
      it('are the newest states, with the time since which they hold', async () => {
        const before = client('Acme');
        const after = client('Acme', { scopes: ['users'] });
        await store.commit(run(1), payload({ revisions: [clientRevision(before), clientRevision(client('Other'))] }));
        await store.commit(run(2), payload({ revisions: [clientRevision(after)] }));
        const heads = await store.heads(ORG, 'client');
        expect(heads).toHaveLength(2);
        expect(heads.find(({ id }) => id === after.id)).toEqual({
          kind: 'client',
          id: after.id,
          hash: entityHash('client', after),
          body: after,
          since: atOf(2),
        });
      });

      it('remember what is gone, and its name', async () => {
        const acme = client('Acme');
        await store.commit(run(1), payload({ revisions: [clientRevision(acme)] }));
        await store.commit(run(2), payload({ revisions: [goneRevision(acme)] }));
        const [gone] = await store.heads(ORG, 'client');
        expect(gone).toEqual({ kind: 'client', id: acme.id, hash: 'gone', body: null, last: acme, since: atOf(2) });
      });

      it('carry the approval through later changes', async () => {
        const acme = client('Acme');
        const after = client('Acme', { scopes: ['users'] });
        await store.commit(run(1), payload({ revisions: [clientRevision(acme)], approvals: [approval(acme)] }));
        await store.commit(run(2), payload({ revisions: [clientRevision(after)] }));
        const { body, by, roles } = approval(acme);
        expect((await store.heads(ORG, 'client')).at(0)).toMatchObject({
          body: after,
          since: atOf(2),
          approval: { body, by, roles, at: atOf(1) },
        });
      });

      it('take a later approval without a new state', async () => {
        const acme = client('Acme');
        await store.commit(run(1), payload({ revisions: [clientRevision(acme)] }));
        await store.commit(run(2), payload({ approvals: [approval(acme, 'accepted')] }));
        expect((await store.heads(ORG, 'client')).at(0)).toMatchObject({
          since: atOf(1),
          approval: { by: 'accepted', at: atOf(2) },
        });
      });

      it('are apart by kind', async () => {
        const acme = client('Acme');
        const revisions = [clientRevision(acme), roleRevision(role('Recorder')), divisionRevision(division('Home'))];
        await store.commit(run(1), payload({ revisions }));
        expect((await store.heads(ORG, 'role')).map(({ body }) => body)).toEqual([role('Recorder')]);
        expect((await store.heads(ORG, 'division')).map(({ body }) => body)).toEqual([division('Home')]);
        expect(await store.heads(ORG, 'integration')).toEqual([]);
      });
    });

    describe('roleBodies', () => {
      it('finds a role as it was approved, long after it was edited', async () => {
        const approved = role('Recorder');
        const edited = role('Recorder', ['recording:recording:delete']);
        await store.commit(run(1), payload({ revisions: [roleRevision(approved)] }));
        await store.commit(run(2), payload({ revisions: [roleRevision(edited)] }));
        const hashes = [approved, edited].map((body) => entityHash('role', body));
        const references = [...hashes, ...hashes, 'unknown'].map((hash) => ({ roleId: approved.id, hash }));
        expect([...(await store.roleBodies(ORG, references))]).toEqual(
          expect.arrayContaining([
            [hashes[0], approved],
            [hashes[1], edited],
          ]),
        );
      });
    });

    describe('findings', () => {
      const low = finding('low', { severity: 'low' });
      const critical = finding('critical', { severity: 'critical' });
      const high = finding('high');

      it('that are unresolved come worst first', async () => {
        await store.commit(run(1), payload({ transitions: [low, critical, high].map(opened) }));
        const digest = openDigest([low, critical, high]);
        expect(await store.unresolvedFindings(ORG, digest)).toEqual([critical, high, low]);
      });

      it('are read from the table where the index does not agree with the newest run', async () => {
        await store.commit(run(1), payload({ transitions: [low, critical].map(opened) }));
        const digest = openDigest([low, critical, { ...high, id: 'one that the index does not have yet' }]);
        expect(await store.unresolvedFindings(ORG, digest)).toEqual([critical, low]);
        expect(await store.unresolvedFindings(ORG)).toEqual([critical, low]);
      });

      it('leave the open ones when they are resolved, and come back', async () => {
        await store.commit(run(1), payload({ transitions: [opened(low), opened(high)] }));
        await store.commit(run(2), payload({ transitions: [resolved(high)] }));
        expect(await store.unresolvedFindings(ORG, openDigest([low]))).toEqual([low]);
        expect(await store.resolvedFindings(ORG)).toEqual([{ ...high, state: 'resolved' }]);
        await store.commit(run(3), payload({ transitions: [{ from: 'resolved', to: 'open', finding: high }] }));
        expect(await store.unresolvedFindings(ORG, openDigest([low, high]))).toEqual([high, low]);
        expect(await store.resolvedFindings(ORG)).toEqual([]);
      });

      it('that are waived or acknowledged are unresolved', async () => {
        const waived = finding('waived', { state: 'waived' });
        const acknowledged = finding('acknowledged', { state: 'acknowledged' });
        const transitions = [waived, acknowledged].map((of) => ({ from: 'open', to: of.state, finding: of }) as const);
        await store.commit(run(1), payload({ transitions }));
        const ids = (await store.unresolvedFindings(ORG)).map(({ id }) => id);
        expect(ids.sort()).toEqual([waived.id, acknowledged.id].sort());
      });

      it('move in the order when their severity changes', async () => {
        await store.commit(run(1), payload({ transitions: [low, high].map(opened) }));
        const worse = { ...low, severity: 'critical' } as const;
        await store.commit(run(2), payload({ transitions: [{ from: 'open', to: 'open', finding: worse }] }));
        expect(await store.unresolvedFindings(ORG, openDigest([worse, high]))).toEqual([worse, high]);
      });

      it('that are resolved come newest first by last sight', async () => {
        const old = finding('old', { lastSeen: atOf(3) });
        const young = finding('young', { lastSeen: atOf(9) });
        await store.commit(run(1), payload({ transitions: [resolved(old), resolved(young)] }));
        expect((await store.resolvedFindings(ORG)).map(({ subject }) => subject)).toEqual(['young', 'old']);
      });

      it('are found by id in any state, more than a hundred at once', async () => {
        const many = Array.from({ length: 130 }, (_, n) => finding(`scope-${n}`));
        await store.commit(run(1), payload({ transitions: many.map((of, n) => (n % 2 ? opened(of) : resolved(of))) }));
        const found = await store.findingsById(ORG, [...many.map(({ id }) => id), 'unknown', many[0]?.id ?? '']);
        expect(found.size).toBe(130);
        expect(found.get(many[1]?.id ?? '')).toEqual(many[1]);
      });

      it('take the last of two transitions of one run', async () => {
        await store.commit(run(1), payload({ transitions: [opened(high), resolved(high)] }));
        expect((await store.findingsById(ORG, [high.id])).get(high.id)?.state).toBe('resolved');
        expect((await store.history(ORG, {})).items.map(({ to }) => to)).toEqual(['resolved', 'open']);
      });
    });

    describe('history', () => {
      const other = client('Other');
      const ofOther = finding('x', { id: 'of-other', client: { id: other.id, name: other.name } });

      beforeEach(async () => {
        for (const seq of [1, 2, 3, 4]) {
          await store.commit(run(seq), payload({ transitions: [opened(finding(`s${seq}`)), opened(ofOther)] }));
        }
      });

      it('is newest first, of the org or of one client', async () => {
        const { items } = await store.history(ORG, {});
        expect(items.map(({ seq }) => seq)).toEqual([4, 4, 3, 3, 2, 2, 1, 1]);
        expect(items.at(0)).toEqual({ ...opened(ofOther), at: atOf(4), run: 'run-4', seq: 4 });
        const ofClient = await store.history(ORG, { clientId: other.id });
        expect(ofClient.items.map((record) => record.finding.id)).toEqual(Array(4).fill('of-other'));
      });

      it('keeps to the time range: from inclusive, to exclusive', async () => {
        const range = { from: atOf(2), to: atOf(4) };
        expect((await store.history(ORG, range)).items.map(({ seq }) => seq)).toEqual([3, 3, 2, 2]);
        const ofClient = await store.history(ORG, { ...range, clientId: other.id });
        expect(ofClient.items.map(({ seq }) => seq)).toEqual([3, 2]);
      });

      it('understands a time without milliseconds', async () => {
        const from = atOf(3).replace('.000Z', 'Z');
        expect((await store.history(ORG, { from })).items.map(({ seq }) => seq)).toEqual([4, 4, 3, 3]);
      });

      it('comes page by page, without losing or repeating anything', async () => {
        for (const clientId of [undefined, other.id]) {
          const query = { limit: 3, ...(clientId && { clientId }) };
          const whole = (await store.history(ORG, { ...query, limit: 100 })).items;
          expect(await allPages((cursor) => store.history(ORG, { ...query, ...cursor }))).toEqual(whole);
        }
      });

      it('reads no more than a page', async () => {
        const before = store.consumption.itemsRead;
        await store.history(ORG, { limit: 2 });
        expect(store.consumption.itemsRead - before).toBeLessThanOrEqual(3);
      });

      it.each(['nonsense', '', Buffer.from('{"pk":"x","sk":"y"}').toString('base64url')])(
        'refuses the cursor %p',
        async (cursor) => {
          await expect(store.history(ORG, { cursor })).rejects.toThrow(UsageError);
        },
      );

      it('refuses the cursor of another question', async () => {
        const { next = '' } = await store.history(ORG, { limit: 1 });
        expect(next).not.toBe('');
        await expect(store.history('other', { cursor: next })).rejects.toThrow('does not belong to this question');
        await expect(store.history(ORG, { cursor: next, clientId: other.id })).rejects.toThrow(UsageError);
        await expect(store.history(ORG, { cursor: next, to: atOf(2) })).rejects.toThrow(UsageError);
      });

      it.each([0, -1, 1.5, Number.NaN, 100_000])('refuses the limit %p', async (limit) => {
        await expect(store.history(ORG, { limit })).rejects.toThrow(UsageError);
      });

      it('refuses a time that is none', async () => {
        await expect(store.history(ORG, { from: 'yesterday' })).rejects.toThrow('"yesterday"');
      });
    });

    describe('history by vendor, rule and actor', () => {
      const records = variedTransitions();
      const whole = records.flatMap((transitions, n) =>
        transitions.map((of) => ({ ...of, at: atOf(n + 1), run: `run-${n + 1}`, seq: n + 1 })),
      );
      const newestFirst = whole.toReversed();
      const questions: readonly HistoryFilter[] = [
        {},
        { clientId: idOf('Acme Recorder') },
        { vendor: 'ACME' },
        { rule: 'role-added' },
        { actor: 'user-1' },
        { actor: 'ada lovelace' },
        { actor: 'Grace' },
        { severity: 'high' },
        { vendor: 'northwind', rule: 'role-added' },
        { rule: 'scope-added', actor: 'user-2', severity: 'critical' },
        { clientId: idOf('Acme Recorder'), rule: 'role-added', actor: 'Ada Lovelace', vendor: 'acme' },
      ];

      beforeEach(async () => {
        for (const [n, transitions] of records.entries()) await store.commit(run(n + 1), payload({ transitions }));
      });

      it.each(questions)('answers %j as if it had looked at everything', async (filter) => {
        const expected = newestFirst.filter((record) => fitsHistory(record, filter));
        expect(expected.length).toBeGreaterThan(0);
        expect((await store.history(ORG, { ...filter, limit: 1000 })).items).toEqual(expected);
        const range = { from: atOf(3), to: atOf(11) };
        const within = expected.filter(({ at }) => at >= range.from && at < range.to);
        expect((await store.history(ORG, { ...filter, ...range, limit: 1000 })).items).toEqual(within);
        // Page by page, without losing or repeating anything.
        for (const limit of [1, 2, 3, 7]) {
          expect(await allPages((cursor) => store.history(ORG, { ...filter, limit, ...cursor }))).toEqual(expected);
        }
      });

      it.each(questions)(
        'answers %j with the pages that there were, whatever is committed between them',
        async (filter) => {
          const expected = newestFirst.filter((record) => fitsHistory(record, filter));
          let seq = records.length;
          const writer = await another();
          const paged = await allPages(async (cursor) => {
            const page = await store.history(ORG, { ...filter, limit: 3, ...cursor });
            seq += 1;
            await writer.commit(run(seq), payload({ transitions: [...(records[seq % records.length] ?? [])] }));
            return page;
          });
          expect(paged).toEqual(expected);
        },
      );

      it.each(questions.filter((filter) => Object.keys(filter).length < 2 && !filter.severity))(
        'reads for %j no more than a page, and the newest run',
        async (filter) => {
          const before = store.consumption;
          await store.history(ORG, { ...filter, limit: 2 });
          expect(store.consumption.itemsRead - before.itemsRead).toBeLessThanOrEqual(3);
          expect(store.consumption.requests - before.requests).toBe(2);
        },
      );

      it('lets the rarest of several values lead', async () => {
        const rare = finding('rare', { rule: 'self-escalation' });
        await store.commit(run(records.length + 1), payload({ transitions: [opened(rare)] }));
        await store.latestRun(ORG);
        const before = store.consumption;
        const page = await store.history(ORG, { vendor: 'Acme', rule: 'self-escalation', limit: 2 });
        expect(page).toEqual({ items: [expect.objectContaining({ finding: rare })] });
        // A page of the vendor's, the one of the rule, and the newest run.
        expect(store.consumption.itemsRead - before.itemsRead).toBeLessThanOrEqual(4);
      });

      it('answers nothing for whom it does not know', async () => {
        for (const filter of [{ vendor: 'nobody' }, { rule: 'none' }, { actor: 'nobody' }, { actor: GUARDIAN }]) {
          expect(await store.history(ORG, filter)).toEqual({ items: [] });
        }
      });

      it('knows people whose names are longer than a key', async () => {
        const name = '名'.repeat(900);
        const of = finding('long', { actor: { id: 'user-9', name, kind: 'user', source: 'audit' } });
        await store.commit(run(records.length + 1), payload({ transitions: [opened(of)] }));
        expect((await store.history(ORG, { actor: name })).items.map((record) => record.finding)).toEqual([of]);
        expect((await store.history(ORG, { actor: `${name}!` })).items).toEqual([]);
      });

      it('refuses the cursor of another question, and takes one whose times have moved on', async () => {
        const { next = '' } = await store.history(ORG, { rule: 'role-added', limit: 1 });
        expect(next).not.toBe('');
        for (const filter of [
          {},
          { rule: 'scope-added' },
          { rule: 'role-added', vendor: 'Acme' },
          { actor: 'user-1' },
        ]) {
          await expect(store.history(ORG, { ...filter, cursor: next })).rejects.toThrow('does not belong');
        }
        await expect(store.history('other', { rule: 'role-added', cursor: next })).rejects.toThrow(UsageError);
        expect(await store.history(ORG, { rule: 'role-added', cursor: next, from: atOf(1_000) })).toEqual({
          items: [],
        });
      });

      it('is laid out anew from the first run on, and has nothing to migrate', async () => {
        const layout = await store.historyLayout(ORG);
        expect(layout.version).toBe(layout.newest);
        expect(await store.migrateHistory(ORG)).toMatchObject({ from: layout, to: layout, records: 0, entries: 0 });
        expect(await store.historyLayout('never seen')).toEqual(layout);
      });
    });

    describe('revisions', () => {
      const states = [1, 2, 3, 4].map((seq) => client('Acme', { scopes: [`scope-${seq}`] }));

      beforeEach(async () => {
        for (const [n, body] of states.entries()) {
          await store.commit(run(n + 1), payload({ revisions: [clientRevision(body)] }));
        }
      });

      it('are newest first, with the run that brought them', async () => {
        const past = await store.revisions(ORG, 'client', idOf('Acme'), {});
        expect(past.map(({ body }) => body)).toEqual([...states].reverse());
        expect(past[0]).toMatchObject({ at: atOf(4), seq: 4, run: 'run-4' });
      });

      it('tell the state at a time by reading one item', async () => {
        const before = store.consumption.itemsRead;
        const to = new Date(Date.parse(atOf(2)) + 1).toISOString();
        const [state, ...more] = await store.revisions(ORG, 'client', idOf('Acme'), { to, limit: 1 });
        expect(state?.body).toEqual(states[1]);
        expect(more).toEqual([]);
        // One for the revision, one to see that no run was committed meanwhile.
        expect(store.consumption.itemsRead - before).toBe(2);
      });

      it('keep to the range', async () => {
        const past = await store.revisions(ORG, 'client', idOf('Acme'), { from: atOf(2), to: atOf(4) });
        expect(past.map(({ seq }) => seq)).toEqual([3, 2]);
      });
    });

    describe('runs', () => {
      beforeEach(async () => {
        for (const seq of [1, 2, 3, 4, 5]) await store.commit(run(seq), payload());
      });

      it('are newest first, page by page', async () => {
        expect((await store.runs(ORG, {})).items.map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
        const paged = await allPages((cursor) => store.runs(ORG, { limit: 2, ...cursor }));
        expect(paged.map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
      });

      it('keep to the range', async () => {
        const range = { from: atOf(2), to: atOf(5) };
        expect((await store.runs(ORG, range)).items.map(({ seq }) => seq)).toEqual([4, 3, 2]);
        const paged = await allPages((cursor) => store.runs(ORG, { ...range, limit: 1, ...cursor }));
        expect(paged.map(({ seq }) => seq)).toEqual([4, 3, 2]);
      });

      it('after a number are oldest first', async () => {
        expect((await store.runsAfter(ORG, 2, 10)).map(({ seq }) => seq)).toEqual([3, 4, 5]);
        expect((await store.runsAfter(ORG, 2, 2)).map(({ seq }) => seq)).toEqual([3, 4]);
        expect(await store.runsAfter(ORG, 5, 2)).toEqual([]);
      });
    });

    describe('usage', () => {
      it('folds samples of a day into growth', async () => {
        await store.commit(run(1), payload({ usage: [sample('2026-03-01', atOf(1), { Acme: 100, Other: 5 })] }));
        await store.commit(run(2), payload({ usage: [sample('2026-03-01', atOf(2), { Acme: 160, Other: 5 })] }));
        const [day] = await store.usageDays(ORG, '2026-03-01', '2026-03-01');
        expect(day).toMatchObject({ date: '2026-03-01', firstTick: atOf(1), previousTick: atOf(1), lastTick: atOf(2) });
        expect(day?.clients.get(idOf('Acme'))).toMatchObject({ before: 100, counts: { requests: 160 } });
        expect(day?.clients.size).toBe(2);
      });

      it('answers the days of a range, oldest first, and one client of them', async () => {
        const dates = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'];
        await store.commit(
          run(1),
          payload({ usage: dates.map((date) => sample(date, atOf(1), { Acme: 1, Other: 2 })) }),
        );
        const days = await store.usageDays(ORG, '2026-03-01', '2026-03-02', idOf('Acme'));
        expect(days.map(({ date }) => date)).toEqual(['2026-03-01', '2026-03-02']);
        expect(days.map(({ clients }) => [...clients.keys()])).toEqual([[idOf('Acme')], [idOf('Acme')]]);
      });

      it('keeps calls by operation, and takes the newest read of a day', async () => {
        const rows = [
          endpointRow('Acme', '2026-03-01', '/api/v2/users', 3),
          endpointRow('Acme', '2026-03-01', '/api/v2/queues', 4),
          endpointRow('Other', '2026-03-02', '/api/v2/users', 5),
        ];
        await store.commit(run(1), payload({ endpoints: rows }));
        expect(await store.endpointDays(ORG, '2026-03-01', '2026-03-02')).toEqual(rows);
        expect(await store.endpointDays(ORG, '2026-03-02', '2026-03-02')).toEqual(rows.slice(2));
        expect(await store.endpointDays(ORG, '2026-02-01', '2026-03-31', idOf('Acme'))).toEqual(rows.slice(0, 2));
        const later = [endpointRow('Acme', '2026-03-01', '/api/v2/users', 9)];
        await store.commit(run(2), payload({ endpoints: later }));
        expect(await store.endpointDays(ORG, '2026-03-01', '2026-03-01', idOf('Acme'))).toEqual(later);
      });

      it('sums up which operations a client has called, run after run', async () => {
        const rows = [
          endpointRow('Acme', '2026-03-01', '/api/v2/users', 3),
          endpointRow('Acme', '2026-03-01', '/api/v2/queues', 4),
          endpointRow('Other', '2026-03-02', '/api/v2/users', 5),
        ];
        await store.commit(run(1), payload({ endpoints: rows }));
        await store.commit(run(2), payload({ endpoints: [endpointRow('Acme', '2026-03-03', '/api/v2/users', 1)] }));
        const calls = (template: string, firstDay: string, lastDay = firstDay) => {
          return { method: 'GET', template, firstDay, lastDay, lastSuccess: lastDay };
        };
        const acme = {
          clientId: idOf('Acme'),
          operations: [calls('/api/v2/queues', '2026-03-01'), calls('/api/v2/users', '2026-03-01', '2026-03-03')],
        };
        const other = { clientId: idOf('Other'), operations: [calls('/api/v2/users', '2026-03-02')] };
        expect(await store.callProfiles(ORG)).toEqual([acme, other].sort((a, b) => (a.clientId < b.clientId ? -1 : 1)));
        expect(await store.callProfiles(ORG, idOf('Acme'))).toEqual([acme]);
        expect(await store.callProfiles(ORG, 'nobody')).toEqual([]);
        expect(await store.callProfiles('elsewhere')).toEqual([]);
      });

      it('forgets operations that nobody has called for as long as samples are kept', async () => {
        await store.commit(run(1), payload({ endpoints: [endpointRow('Acme', '2024-03-01', '/api/v2/old', 1)] }));
        expect(await store.callProfiles(ORG)).toEqual([]);
        await store.commit(run(2), payload({ endpoints: [endpointRow('Acme', '2026-03-01', '/api/v2/new', 1)] }));
        const [acme] = await store.callProfiles(ORG);
        expect(acme?.operations.map(({ template }) => template)).toEqual(['/api/v2/new']);
      });

      it('refuses a sample whose rows are of another day before anything is written', async () => {
        const wrong = { date: '2026-03-01', at: atOf(1), rows: [usageRow('Acme', '2026-03-02', 1)] };
        await expect(store.commit(run(1), payload({ usage: [wrong] }))).rejects.toThrow();
        expect(await store.latestRun(ORG)).toBeUndefined();
      });
    });

    describe('delivery marks', () => {
      it('are kept by channel and never go back', async () => {
        await store.saveDeliveryMark(ORG, 'email', { seq: 3, sent: [] });
        await store.saveDeliveryMark(ORG, 'email', { seq: 3, sent: ['a'] });
        await store.saveDeliveryMark(ORG, 'email', { seq: 2, sent: [] });
        expect(await store.deliveryMark(ORG, 'email')).toEqual({ seq: 3, sent: ['a'] });
        expect(await store.deliveryMark(ORG, 'sms')).toEqual({ seq: 0, sent: [] });
      });
    });

    describe('consumption', () => {
      it('of a quiet run is two items read and two written', async () => {
        await store.commit(run(1), everything());
        const fresh = await another();
        await fresh.latestRun(ORG);
        await fresh.commit(run(2), payload());
        expect(fresh.consumption).toMatchObject({ itemsRead: 2, itemsWritten: 2, requests: 4 });
        expect(fresh.consumption.readUnits).toBeLessThanOrEqual(2);
        expect(fresh.consumption.writeUnits).toBeLessThanOrEqual(3);
      });
    });
  });
}

/** Everything that a store tells of an org. */
export async function everythingIn(store: Store): Promise<object> {
  const latest = await store.latestRun(ORG);
  const entries = Object.entries({
    payload: latest && store.payload(latest),
    clients: store.heads(ORG, 'client'),
    roles: store.heads(ORG, 'role'),
    bodies: store.roleBodies(ORG, [{ roleId: role('Recorder').id, hash: entityHash('role', role('Recorder')) }]),
    unresolved: store.unresolvedFindings(ORG),
    unresolvedByIndex: store.unresolvedFindings(ORG, latest?.openDigest),
    resolved: store.resolvedFindings(ORG),
    history: store.history(ORG, {}),
    ofClient: store.history(ORG, { clientId: idOf('Acme Recorder') }),
    ofRule: store.history(ORG, { rule: 'scope-added' }),
    ofVendor: store.history(ORG, { vendor: 'acme' }),
    ofActor: store.history(ORG, { actor: 'ada lovelace' }),
    revisions: store.revisions(ORG, 'client', idOf('Acme'), {}),
    usage: store.usageDays(ORG, '2026-01-01', '2026-12-31'),
    endpoints: store.endpointDays(ORG, '2026-01-01', '2026-12-31'),
    calls: store.callProfiles(ORG),
    runs: store.runs(ORG, {}),
  });
  const answers = await Promise.all(entries.map(async ([name, answer]) => [name, await answer] as const));
  return { latest, ...Object.fromEntries(answers) };
}

async function allPages<T>(
  read: (cursor: { cursor?: string }) => Promise<{ readonly items: readonly T[]; readonly next?: string }>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: { cursor?: string } = {};
  for (let page = 0; page < 100; page += 1) {
    const { items: more, next } = await read(cursor);
    items.push(...more);
    if (next === undefined) return items;
    cursor = { cursor: next };
  }
  throw new Error('The pages do not end');
}
