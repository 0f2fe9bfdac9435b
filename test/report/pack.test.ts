import fc from 'fast-check';
import type { ReportFacts } from '../../lib/domain/report.ts';
import { unpackFacts } from '../../lib/report/browser/unpack.ts';
import { packFacts } from '../../lib/report/pack.ts';
import { hostileFacts } from './hostile-facts.ts';
import { LARGE, sampleFacts } from './sample-facts.ts';

describe('Packed facts', () => {
  it('come out as they went in', async () => {
    const facts = hostileFacts();
    expect(await unpackFacts(packFacts(facts))).toEqual(facts);
  });

  it('come out as they went in, whatever texts and figures they hold', async () => {
    const facts = sampleFacts();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.array(fc.option(fc.nat())), async (org, total) => {
        const odd: ReportFacts = {
          ...facts,
          overview: { ...facts.overview, org },
          quota: { ...facts.quota, total },
        };
        expect(await unpackFacts(packFacts(odd))).toEqual(odd);
      }),
      { numRuns: 30 },
    );
  });

  it('of 500 clients and 400 days are under a third of their JSON', () => {
    const facts = sampleFacts(LARGE);
    expect(packFacts(facts).facts.length).toBeLessThan(JSON.stringify(facts).length / 3);
  });
});
