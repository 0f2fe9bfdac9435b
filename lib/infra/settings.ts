/**
 * What the constructs read of `guardian.yaml`, as plain data: a validated configuration (`loadConfig` of `lib/config`)
 * fits as it is. The rest of it is not looked at here, and goes to the functions whole.
 */
export interface GuardianSettings {
  /** The orgs to watch; at least one. */
  readonly orgs?: readonly OrgSettings[] | undefined;
  /** When each job runs, as EventBridge Scheduler writes it (`rate(1 hour)`, `cron(0 7 * * ? *)`), in UTC. */
  readonly schedules: {
    readonly configuration: string;
    readonly usage: string;
    readonly digest: string;
    /** When reports are written; `off` where nobody wants any. */
    readonly report: string;
  };
  readonly retention: {
    /** Days for which reports are kept. */
    readonly reportsDays: number;
  };
  readonly alerts: AlertSettings;
  readonly thresholds: {
    /** Age of the usage data above which it is stale. */
    readonly usageStaleHours: number;
  };
}

export interface OrgSettings {
  readonly name: string;
  /** A secret that exists already. Left out: the stack makes an empty one. */
  readonly secretName?: string | undefined;
  /** Partner event bus of the org: audit events then start runs. Left out: runs start by schedule only. */
  readonly eventBus?: string | undefined;
}

export interface AlertSettings {
  readonly email: readonly SubscriberSettings[];
  /** Telephone numbers, E.164. */
  readonly sms: readonly SubscriberSettings[];
  /** HTTPS endpoints. */
  readonly chat: readonly SubscriberSettings[];
  /** ARNs of queues. */
  readonly sqs: readonly SubscriberSettings[];
  /** URLs that take each message as JSON. */
  readonly webhooks: readonly SubscriberSettings[];
  /** A secret that exists already, whose text is the key that signs what webhooks get. Left out: nothing is signed. */
  readonly webhookSecretName?: string | undefined;
  /** Mails by SES. Left out: none. */
  readonly ses?: { readonly from: string; readonly to: readonly SubscriberSettings[] } | undefined;
  readonly digest: 'daily' | 'weekly' | 'off';
  /** E-mail addresses for the alarms about the guardian itself. Left out: those of `email`. */
  readonly operators?: readonly string[] | undefined;
}

/** An address and what it wants to hear of; everything where nothing is said. */
export interface SubscriberSettings {
  readonly address: string;
  readonly minSeverity?: Severity | undefined;
  readonly vendors?: readonly string[] | undefined;
  readonly owners?: readonly string[] | undefined;
  readonly rules?: readonly string[] | undefined;
}

/** Worst first. A test holds it equal to the domain's list, which this layer may not import. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];
