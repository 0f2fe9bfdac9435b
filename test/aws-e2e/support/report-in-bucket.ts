import { inflateRawSync } from 'node:zlib';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { ClientSettings } from './stage.ts';

/** A report, as somebody downloads it. */
export interface DownloadedReport {
  readonly html: string;
  readonly contentType: string | undefined;
  readonly cacheControl: string | undefined;
  /** What travels in the page, as far as tests look at it. */
  readonly facts: z.output<typeof Facts>;
}

/** Downloads a report; undefined where there is none yet. */
export async function downloadReport(
  settings: ClientSettings,
  object: { readonly bucket: string; readonly key: string },
): Promise<DownloadedReport | undefined> {
  const client = new S3Client({ ...settings, forcePathStyle: true });
  try {
    const { Body, ContentType, CacheControl } = await client.send(
      new GetObjectCommand({ Bucket: object.bucket, Key: object.key }),
    );
    const html = (await Body?.transformToString()) ?? '';
    return { html, contentType: ContentType, cacheControl: CacheControl, facts: factsIn(html) };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

function factsIn(html: string): z.output<typeof Facts> {
  const island = /<script type="application\/json"[^>]*>([^<]*)<\/script>/.exec(html)?.[1] ?? '';
  const { facts } = Packed.parse(JSON.parse(island));
  return Facts.parse(JSON.parse(inflateRawSync(Buffer.from(facts, 'base64')).toString('utf8')));
}

const Packed = z.object({ schema: z.literal(1), facts: z.string() });
const Facts = z.object({
  overview: z.object({ org: z.string(), run: z.object({ seq: z.number() }).nullable() }),
  findings: z.array(z.object({ rule: z.string(), client: z.object({ name: z.string() }) })),
});
