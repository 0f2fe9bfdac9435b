import * as z from 'zod';
import type { Division } from '../../domain/org.ts';
import { id, text } from './parts.ts';

/** An entity of `GET /api/v2/authorization/divisions`. */
export const division = z
  .object({ id, name: text, homeDivision: z.boolean().nullish() })
  .transform((entity): Division => ({ id: entity.id, name: entity.name, isHome: entity.homeDivision ?? false }));
