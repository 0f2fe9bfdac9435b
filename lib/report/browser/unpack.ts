import type { ReportFacts } from '../../domain/report.ts';
import type { PackedFacts } from '../pack.ts';

/** The way back from `packFacts`. Nothing is fetched: the bytes are in the page. */
export async function unpackFacts({ facts }: PackedFacts): Promise<ReportFacts> {
  const bytes = Uint8Array.from(atob(facts), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).json();
}
