import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { HistoryTable } from '../lib/infra/history-table.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const stack = new Stack(app, 'OAuthGuardian', { description: 'Guardian of OAuth clients in Genesys Cloud' });
new HistoryTable(stack, 'History');
