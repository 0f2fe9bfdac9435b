import { shareOf429 } from '../domain/usage/error-share.ts';
import { judgeErrorShare } from './error-share.ts';
import { grouped, percent } from './figures.ts';
import type { MeteredRule } from './rule.ts';

export const rateLimited: MeteredRule = {
  id: 'rate-limited',
  scope: 'metered',
  defaultSeverity: 'medium',
  needs: ['usage'],
  doc: {
    what: "Many of a client's calls are refused because it calls too fast (HTTP 429).",
    why: 'Refused calls count against the fair-use allowance like any other, and what the vendor wanted to do was not done.',
    when: 'On the newest complete day the share of 429 answers is strictly over `thresholds.rateLimitedShare` (0.05), with at least `thresholds.minimumRequests` requests.',
    fix: 'Ask the vendor to honour the `Retry-After` header, to spread its calls, and to use bulk operations or notifications. The limits are per token and minute; Admin > API Usage shows the calls.',
    silence:
      'Raise `thresholds.rateLimitedShare` or `thresholds.minimumRequests` in `guardian.yaml`, or waive the finding.',
  },
  judge(client, usage, context) {
    return judgeErrorShare({
      client,
      usage,
      context,
      shareOf: shareOf429,
      threshold: context.thresholds.rateLimitedShare,
      describe: ({ share, errors, requests }, date) => ({
        subject: 'status-429',
        title: `${percent(share)} of the calls of ${client.name} were refused as too fast`,
        because:
          `On ${date}, ${grouped(errors)} of ${grouped(requests)} requests were answered with 429 (resolution: day). ` +
          'They count against the fair-use allowance all the same, and their work was not done.',
        fix: [
          `Ask the vendor of ${client.name} to wait as long as the Retry-After header says, and to spread its calls.`,
          'Admin > API Usage: look for the operation that is polled most, and ask for bulk calls or notifications instead.',
          'If this is expected: raise thresholds.rateLimitedShare in guardian.yaml.',
        ],
      }),
    });
  },
};
