import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Day, dayOf } from '../domain/day.ts';
import { clientSettings } from './client-settings.ts';
import { LATEST, reportKey } from './report-location.ts';

/** Where finished reports go. */
export interface ReportShelf {
  /** Puts a report under its day, and then as the newest. Rejects with what S3 answers. */
  put(report: ReportOnShelf): Promise<void>;
}

export interface ReportOnShelf {
  readonly org: string;
  /** ISO time of the report. */
  readonly at: string;
  readonly html: string;
}

/** The bucket of the stack. */
export function s3Shelf({
  bucket,
  client = new S3Client(clientSettings()),
}: {
  readonly bucket: string;
  readonly client?: S3Client;
}): ReportShelf {
  const write = (org: string, day: Day | typeof LATEST, html: string) =>
    client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: reportKey(org, day),
        Body: html,
        ContentType: 'text/html; charset=utf-8',
        // It names clients and what is wrong with them: no proxy on the way is to keep it.
        CacheControl: 'private, no-cache',
      }),
    );
  return {
    put: async ({ org, at, html }) => {
      await write(org, dayOf(at), html);
      await write(org, LATEST, html);
    },
  };
}
