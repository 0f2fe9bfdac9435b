import { shareOf4xx } from '../domain/usage/error-share.ts';
import { judgeErrorShare } from './error-share.ts';
import { grouped, percent } from './figures.ts';
import type { MeteredRule } from './rule.ts';

export const failingCalls: MeteredRule = {
  id: 'failing-calls',
  scope: 'metered',
  defaultSeverity: 'medium',
  needs: ['usage'],
  doc: {
    what: "Many of a client's calls fail for a fault of the caller (HTTP 4xx, without 429).",
    why: 'The vendor asks for what it may not see or what is not there: its integration is broken, it lacks a permission, or somebody tries doors.',
    when: 'On the newest complete day the share of 4xx answers without 429 is strictly over `thresholds.failingShare` (0.2), with at least `thresholds.minimumRequests` requests.',
    fix: 'See with `guardian advise` which calls of the client are refused, and give the answer of one of them to `guardian explain`: a 403 names the permission that is missing, a 404 means that something was deleted. Grant a missing permission in Admin > People & Permissions > Roles, if the vendor should have it.',
    silence:
      'Raise `thresholds.failingShare` or `thresholds.minimumRequests` in `guardian.yaml`, or waive the finding.',
  },
  judge(client, usage, context) {
    return judgeErrorShare({
      client,
      usage,
      context,
      shareOf: shareOf4xx,
      threshold: context.thresholds.failingShare,
      describe: ({ share, errors, requests }, date) => ({
        subject: 'status-4xx',
        title: `${percent(share)} of the calls of ${client.name} fail with 4xx`,
        because:
          `On ${date}, ${grouped(errors)} of ${grouped(requests)} requests failed for a fault of the caller, 429 left ` +
          'out (resolution: day). The integration is broken, lacks a permission, or somebody tries doors.',
        fix: [
          `guardian advise --client ${client.id} lists the calls that are refused; with the answer of one of them in a file, guardian explain --client ${client.id} --error FILE says what is missing.`,
          'Admin > People & Permissions > Roles / Permissions: add what is missing, if the vendor should have it.',
          'If this is expected: raise thresholds.failingShare in guardian.yaml.',
        ],
      }),
    });
  },
};
