import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FUNCTION_ENV } from '../env.ts';
import { CONFIG_FILE, functionCode } from './function-code.ts';

/** What all functions of a guardian share. */
export interface FunctionDefaults {
  /** Text of the configuration that is bundled with the code. */
  readonly config: string;
  /** Name of the deployment in logs and metrics. */
  readonly service: string;
  readonly logRetention: RetentionDays;
  /** False where the account has too few concurrent executions to set any aside. */
  readonly reserveConcurrency: boolean;
}

/** Properties of {@link GuardianFunction}. */
export interface GuardianFunctionProps {
  /** Name of a file in `lambdas`, without its ending. */
  readonly handler: string;
  readonly description: string;
  readonly memoryMb: number;
  readonly timeout: Duration;
  /** How many may work at once. */
  readonly concurrency: number;
  /** True where the browser script of reports has to lie beside the code. @default false */
  readonly hasReportScript?: boolean | undefined;
  readonly defaults: FunctionDefaults;
}

/** A function of the guardian: bundled, on ARM, with a role and a log group of its own, and no right but to log. */
export class GuardianFunction extends Construct {
  readonly fn: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: GuardianFunctionProps) {
    super(scope, id);
    const { handler, description, memoryMb, timeout, concurrency, hasReportScript = false, defaults } = props;
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: defaults.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description });
    this.logGroup.grantWrite(role);
    this.fn = new LambdaFunction(this, 'Function', {
      description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: functionCode({ handler, config: defaults.config, hasReportScript }),
      memorySize: memoryMb,
      timeout,
      role,
      logGroup: this.logGroup,
      environment: { [FUNCTION_ENV.config]: CONFIG_FILE, [FUNCTION_ENV.service]: defaults.service },
      ...(defaults.reserveConcurrency && { reservedConcurrentExecutions: concurrency }),
    });
  }

  get grantPrincipal(): IPrincipal {
    return this.fn.grantPrincipal;
  }
}
