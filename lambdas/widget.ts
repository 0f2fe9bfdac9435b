import type { Context } from 'aws-lambda';
import { logger } from '../lib/aws/telemetry.ts';
import { answerWidget } from '../lib/aws/widget.ts';
import { widgetFailure } from '../lib/aws/widget-failure.ts';
import { widgetParts } from '../lib/aws/widget-parts.ts';

/** Called by CloudWatch when somebody looks at a dashboard: answers the overview of an org as HTML, and never throws. */
export const handler = async (event: unknown, context: Context): Promise<string> => {
  logger.addContext(context);
  try {
    return await answerWidget({ ...widgetParts(), event, functionArn: context.invokedFunctionArn });
  } catch (error) {
    return widgetFailure(error);
  }
};
