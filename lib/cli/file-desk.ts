import type { DeclaredFile } from '../jobs/queries/declared.ts';
import type { ReadyFile } from '../jobs/queries/ready.ts';

/** The files of the person at the keyboard, for commands that read or write some. */
export interface FileDesk {
  /** @throws UsageError where it is not there, no text, or larger than a document of calls can be */
  read(path: string): Promise<DeclaredFile>;
  /**
   * What a program was answered, or its log says of it, from a file or from stdin for `-`. What is no text becomes
   * replacement characters.
   *
   * @throws UsageError where it is not there, or larger than the answer of one call can be
   */
  readAnswer(name: string): Promise<string>;
  /**
   * Writes all of the files or none, and answers their paths.
   *
   * @throws UsageError where one exists, unless `force`
   */
  write(folder: string, files: readonly ReadyFile[], options: { readonly force: boolean }): Promise<readonly string[]>;
  /**
   * Writes a text whole or not at all, in the place of an older file of that name.
   *
   * @throws UsageError where something stands there that is no ordinary file
   */
  writeWhole(path: string, text: AsyncIterable<string>): Promise<void>;
  /** @throws what tells the line */
  parseYaml(text: string): unknown;
}
