import * as z from 'zod';
import { SEVERITIES } from './severity.ts';
import { nameForm as name } from './written-forms.ts';

/**
 * Somebody who is told: an address alone, or an address with what it wants to hear of. Both read as the second.
 *
 * @param address how the address is written
 */
export function subscriberSchema<T extends z.ZodType<string>>(address: T) {
  return z
    .union([
      address,
      z.strictObject({
        address: address.describe('Where the messages go.'),
        minSeverity: z.enum(SEVERITIES).optional().describe('Only messages of this severity or worse.'),
        vendors: z
          .array(name)
          .min(1)
          .optional()
          .describe('Only messages about these vendors; those about several vendors at once come too.'),
        owners: z
          .array(name)
          .min(1)
          .optional()
          .describe('Only messages about vendors of these owners; those about several owners at once come too.'),
        rules: z
          .array(name)
          .min(1)
          .optional()
          .describe('Only messages of these rules; those of several rules at once come too.'),
      }),
    ])
    .transform((given) => (typeof given === 'string' ? { address: given } : given));
}

export type Subscriber = z.output<ReturnType<typeof subscriberSchema<z.ZodString>>>;
