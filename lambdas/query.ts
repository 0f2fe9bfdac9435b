import { readEvent } from '../lib/aws/events.ts';
import { observed } from '../lib/aws/handler.ts';
import { answerQuery, QuerySchema } from '../lib/aws/query.ts';
import { queryWorkbench } from '../lib/aws/query-workbench.ts';

/** Called by programs, by IAM: answers a reading command with the document that the command line gives with `--json`. */
export const handler = observed((event: unknown) => answerQuery(queryWorkbench(), readEvent(QuerySchema, event)));
