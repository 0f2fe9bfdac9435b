import type { CatalogueFile } from '../../../lib/jobs/catalogue/catalogue-file.ts';

/** A file that is not there, or holds a text. */
export function memoryFile(text?: string): CatalogueFile & { text: string | undefined } {
  const file = {
    path: '/home/sam/.guardian/catalogue.txt',
    text,
    read: async () => file.text,
    write: async (next: string) => {
      file.text = next;
    },
  };
  return file;
}
