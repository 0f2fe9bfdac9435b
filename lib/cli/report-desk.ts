import type { ReportFacts } from '../domain/report.ts';

/** Where reports are drawn and laid down. */
export interface ReportDesk {
  /** The whole page, as one HTML document. */
  page(facts: ReportFacts): Promise<string>;
  /** Whether a file can be laid there, as far as can be told before. @throws UsageError where it cannot, and why */
  assertPlace(path: string): Promise<void>;
  /**
   * Writes the file whole or not at all, in the place of an older one, and answers where it is.
   *
   * @param path from the folder in which somebody works
   * @throws UsageError where it cannot be written, and why
   */
  write(path: string, html: string): Promise<string>;
}
