import type { Day } from '../domain/day.ts';

/** The name under which the newest report of an org can always be had. */
export const LATEST = 'latest';

/**
 * Name of a report in the bucket: the org's, and the UTC day or `latest`. What names of orgs may hold and names of objects
 * had better not is escaped as in URLs.
 */
export function reportKey(org: string, day: Day | typeof LATEST): string {
  return `${encodeURIComponent(org)}/${day}.html`;
}

/** Where a report is, for people: for `aws s3 cp`, and for a browser in which somebody is signed in to AWS. */
export function reportLocation(options: { readonly bucket: string; readonly key: string; readonly region: string }) {
  const { bucket, key, region } = options;
  const query = new URLSearchParams({ region, prefix: key });
  return {
    location: `s3://${bucket}/${key}`,
    link: `https://${consoleHost(region)}/s3/object/${bucket}?${query}`,
  };
}

/** AWS' partitions have consoles of their own. */
function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`;
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`;
  return `${region}.console.aws.amazon.com`;
}
