import * as z from 'zod';

/** What can be told of anything that was thrown, wherever it comes from: never by its class, always by what it says. */
export interface Thrown {
  readonly name: string;
  /** Of the system or a library: `ENOENT`, `LEVEL_LOCKED`. Empty where there is none. */
  readonly code: string;
  readonly message: string;
}

export function thrown(error: unknown): Thrown {
  const read = shape.safeParse(error);
  return read.success ? read.data : { name: 'Error', code: '', message: String(error) };
}

const shape = z.object({
  name: z.string().default('Error'),
  code: z.string().default('').catch(''),
  message: z.string(),
});
