import * as z from 'zod';

/**
 * What CloudWatch calls a custom widget with: the widget's parameters, and its surroundings beside them. Other parameters
 * than ours are somebody's own, and left alone; the surroundings are shown as well as they can be, whatever they are.
 * Source: CloudWatch, "Create a custom widget for a CloudWatch dashboard".
 */
export const WidgetEvent = z.object({
  /** True where somebody adds the widget to a dashboard, and wants to read what it is. */
  describe: z.boolean().optional(),
  /** Name of the org in `guardian.yaml`. */
  org: z.string().min(1).optional(),
  widgetContext: z
    .object({
      theme: z.enum(['light', 'dark']).catch('light'),
      /** The widget's own parameters: those of the event may be those of a button in it. */
      params: z.object({ org: z.string().optional() }).catch({}),
    })
    .catch({ theme: 'light', params: {} }),
});
