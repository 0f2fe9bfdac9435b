import * as z from 'zod';

const Published = z.object({ title: z.string(), id: z.url() }).loose();

/** The published schema word for word, but without its descriptions, and as draft 7 in place of draft 4. */
export function sarifSchema(text: string): unknown {
  const { title, id, $schema: _, ...rest } = Published.parse(JSON.parse(text));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    $comment: `${id}, Copyright OASIS Open: without descriptions, made by scripts/published-schemas.ts`,
    ...z.record(z.string(), z.unknown()).parse(withoutDescriptions(rest)),
  };
}

function withoutDescriptions(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutDescriptions);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !(key === 'description' && typeof value === 'string'))
      .map(([key, value]) => [key, withoutDescriptions(value)]),
  );
}
