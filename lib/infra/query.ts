import type { Construct } from 'constructs';
import { type FunctionDefaults, GuardianFunction } from './guardian-function.ts';
import type { HistoryTable } from './history-table.ts';
import { FUNCTIONS } from './plan.ts';

/** Properties of {@link Query}. */
export interface QueryProps {
  readonly defaults: FunctionDefaults;
  readonly history: HistoryTable;
}

/** Answers queries of programs with the documents of the command line. No URL: whoever may invoke it, IAM says. */
export class Query extends GuardianFunction {
  constructor(scope: Construct, id: string, { defaults, history }: QueryProps) {
    super(scope, id, { handler: 'query', description: 'Answers queries of programs', ...FUNCTIONS.query, defaults });
    history.grantReadWrite(this);
  }
}
