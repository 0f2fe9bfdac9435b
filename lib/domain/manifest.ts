import * as z from 'zod';
import { GRANT_TYPES } from './client.ts';
import { addDays, startOfDay } from './day.ts';
import { SEVERITIES } from './severity.ts';
import { subscriberSchema } from './subscriber.ts';
import { WAIVER_DAYS, type WrittenWaiver } from './triage.ts';
import { LICENCE_TYPES } from './usage/licence.ts';
import {
  digestForm,
  endpointForm,
  eventBusForm,
  findingIdForm,
  httpsForm,
  nameForm as name,
  permissionForm,
  phoneForm,
  queueForm,
  scheduleForm,
  scopeForm,
  secretNameForm,
  webhookForm,
} from './written-forms.ts';

/**
 * `guardian.yaml`: the orgs to watch, the vendors and what they may do, and how to alert. This file is its schema; the
 * JSON Schema for editors is generated from it. Reading YAML and finding lines and columns is `lib/config`'s work.
 */

const count = z.number().int().nonnegative();
const share = z.number().positive().max(10);

/** Named or concurrent users, or licence hours of the hourly licence, by licence type. */
const licenceCount = z.union([
  count,
  z.strictObject({
    named: count.optional().describe('Named users.'),
    concurrent: count.optional().describe('Concurrent users.'),
    hourly: z.number().nonnegative().optional().describe('Hours used under the hourly licence in a month.'),
  }),
]);

export const OrgSchema = z
  .strictObject({
    name: name.describe('Name of the org in alerts, commands and the store. Never change it: history hangs on it.'),
    region: z
      .string()
      .optional()
      .describe('AWS region name (eu-central-1) or Genesys host (mypurecloud.de). GENESYS_REGION wins locally.'),
    secretName: secretNameForm
      .optional()
      .describe('Secrets Manager secret that holds the client id and secret (AWS only).'),
    licences: z
      .record(z.string(), licenceCount)
      .transform(withKnownSpelling)
      .optional()
      .describe('Billable licences, from which the fair-use budget follows: { CX3: 100 }.'),
    monthlyAllowance: z.number().positive().optional().describe('API requests a month that the contract allows.'),
    hourlyQuota: z.number().positive().optional().describe('API requests an hour; wins over the other two.'),
    billingDay: z.number().int().min(1).max(28).default(1).describe('Day of the month on which billing starts (UTC).'),
    enforceScopes: z
      .union([z.boolean(), z.literal('unknown')])
      .default('unknown')
      .describe('Whether Admin > Organization Settings > Enforce Scopes is on. The API does not tell.'),
    readAuthorizations: z
      .boolean()
      .default(false)
      .describe('Read authorisations of vendor-owned apps. Needs oauth:client:authorize, which also allows approving.'),
    readIntegrations: z.boolean().default(true).describe('Read integrations, to tie apps to vendors.'),
    readAudits: z.boolean().default(true).describe('Look up who made a change.'),
    eventBus: eventBusForm
      .optional()
      .describe(
        'Partner event bus of the Amazon EventBridge integration: changes are then seen in minutes (AWS only).',
      ),
  })
  .describe('A Genesys Cloud org');

const vendorRole = z.strictObject({
  name: name.describe("The role's name or id."),
  divisions: z
    .array(name)
    .min(1)
    .describe("Names or ids of divisions. 'home' and '*' must be written out to be allowed."),
});

export const VendorSchema = z
  .strictObject({
    name: name.describe('Name of the vendor in alerts and commands.'),
    owner: z.string().optional().describe('Who answers for this vendor in your company.'),
    contact: z.string().optional().describe('Whom to call at the vendor.'),
    orgs: z.array(name).optional().describe('Names of the orgs in which this vendor works; all where left out.'),
    clients: z.array(name).min(1).describe('Client ids, or name patterns with * and ?.'),
    grantType: z.enum(GRANT_TYPES).optional().describe('Approved grant type. Left out: the first sighting counts.'),
    scopes: z.array(scopeForm).optional().describe('Approved scopes. Left out: the first sighting counts.'),
    roles: z
      .union([z.array(vendorRole), z.record(z.string(), z.array(name).min(1))])
      .transform((roles) =>
        Array.isArray(roles) ? roles : Object.entries(roles).map(([role, divisions]) => ({ name: role, divisions })),
      )
      .optional()
      .describe('Approved roles with their divisions. Left out: the first sighting counts.'),
    permissions: z.array(permissionForm).optional().describe('Ceiling of permissions, whatever the roles say.'),
    redirectUris: z
      .array(z.url())
      .optional()
      .describe('Approved redirect URIs, to the letter. Left out: the first sighting counts.'),
    maxTokenSeconds: z.number().int().positive().optional().describe('Longest token validity that is approved.'),
    quotaShare: share.optional().describe('Share of the hourly fair-use budget above which to alert.'),
    endpoints: z
      .array(endpointForm)
      .optional()
      .describe("Approved calls: 'GET /api/v2/users/{userId}'; * as method or at the end."),
    reviewBy: z.iso.date().optional().describe('Day on which this entry should be looked at again.'),
  })
  .describe('A vendor and what it may do');

const reminderDays = z.union([z.number().int().min(1).max(365), z.literal('never')]);

export const WaiverSchema = z
  .strictObject({
    finding: findingIdForm.describe("The finding's id, as alerts and 'guardian findings' show it."),
    evidence: digestForm.describe(
      "Digest of the evidence that it covers: 'guardian waive ID --to-manifest' writes it. What grows beyond is no longer waived.",
    ),
    reason: z.string().trim().min(1).describe('Why the risk is taken.'),
    by: z.string().trim().min(1).describe('Who takes it.'),
    on: z.iso.date().describe('First day (UTC) on which it holds.'),
    until: z.iso
      .date()
      .optional()
      .describe(
        `Last day (UTC) on which it holds: at most ${WAIVER_DAYS.most} days later, ${WAIVER_DAYS.default} where left out.`,
      ),
  })
  .refine(({ on, until }) => until === undefined || (until >= on && until <= addDays(on, WAIVER_DAYS.most)), {
    path: ['until'],
    error: `must be on or after 'on', and at most ${WAIVER_DAYS.most} days later`,
  })
  .transform(({ finding, evidence, reason, by, on, until = addDays(on, WAIVER_DAYS.default) }): WrittenWaiver => {
    return { finding, evidence, reason, by, at: startOfDay(on), until: startOfDay(addDays(until, 1)) };
  })
  .describe('A finding whose risk somebody takes, for a time and for exactly this evidence');

export const ThresholdsSchema = z
  .strictObject({
    quotaShare: share.default(0.5).describe('Share of the hourly budget above which quota-share fires.'),
    rateLimitedShare: z.number().positive().max(1).default(0.05).describe('Share of 429 answers.'),
    failingShare: z.number().positive().max(1).default(0.2).describe('Share of 4xx answers without 429.'),
    minimumRequests: count.default(1000).describe('Requests a day below which shares of errors are not judged.'),
    spikeDeviations: z.number().positive().default(5).describe("Robust deviations above the weekday's median."),
    unusedDays: z
      .number()
      .int()
      .min(1)
      .max(365)
      .default(30)
      .describe('Days without a request after which a client counts as unused.'),
    observationDays: z
      .number()
      .int()
      .min(7)
      .max(365)
      .default(30)
      .describe('Days of calls in which a grant must not have been needed to count as unused.'),
    youngGrantDays: z
      .number()
      .int()
      .min(0)
      .max(365)
      .default(14)
      .describe('Days for which a grant is too young to count as unused, if that is longer than observationDays.'),
    usageStaleHours: z
      .number()
      .positive()
      .default(48)
      .describe('Age of the usage data above which the guardian calls itself blind.'),
    maxTokenSeconds: z
      .number()
      .int()
      .positive()
      .default(86_400)
      .describe('Longest token validity of clients that no vendor entry covers.'),
    excessiveScopeShare: z
      .number()
      .positive()
      .max(1)
      .default(0.9)
      .describe('Share of the catalogue that is "select all".'),
    deletedClientDays: z.number().int().positive().default(30).describe('Days for which a deletion stays on the list.'),
    confirmAfterSeconds: z
      .number()
      .nonnegative()
      .default(10)
      .describe("Wait before a change is read again: Genesys' authorisation service is eventually consistent."),
    apiShare: z
      .number()
      .positive()
      .max(1)
      .default(0.25)
      .describe("Share of the org's per-minute limit to use at most."),
    stormFindings: z.number().int().positive().default(25).describe('New findings above which one message says so.'),
  })
  .prefault({});

export const RuleSettingSchema = z.union([
  z.literal('off'),
  z.strictObject({
    severity: z.enum(SEVERITIES).optional().describe('Replaces the severity that the rule would give.'),
    staging: z.boolean().optional().describe('Recorded and shown, not notified.'),
    off: z.boolean().optional().describe('Not judged at all.'),
  }),
]);

export const GuardianConfigSchema = z
  .strictObject({
    orgs: z.array(OrgSchema).min(1).optional().describe('Orgs to watch. Left out: the one that the environment names.'),
    vendors: z.array(VendorSchema).default([]).describe('The manifest: who may do what.'),
    thresholds: ThresholdsSchema.describe('From which figure on a rule speaks.'),
    schedules: z
      .strictObject({
        configuration: scheduleForm
          .default('rate(1 hour)')
          .describe('How often clients, roles and divisions are read.'),
        usage: scheduleForm.default('rate(1 hour)').describe('How often API usage is sampled.'),
        digest: scheduleForm.default('cron(0 7 * * ? *)').describe('When the digest is written.'),
        report: z
          .union([scheduleForm, z.literal('off')])
          .default('cron(30 6 * * ? *)')
          .describe("When each org's report is written to the bucket: before the digest, which names it; or off."),
      })
      .prefault({})
      .describe('When each job runs (AWS only), as EventBridge Scheduler writes it. Times are UTC.'),
    alerts: z
      .strictObject({
        email: z.array(subscriberSchema(z.email())).default([]).describe('E-mail addresses.'),
        sms: z
          .array(subscriberSchema(phoneForm))
          .default([])
          .describe(
            'Telephone numbers: + and country code, in quotes. High and critical only, where nothing else is said.',
          ),
        chat: z
          .array(subscriberSchema(httpsForm))
          .default([])
          .describe('HTTPS endpoints that take chat notifications.'),
        sqs: z
          .array(subscriberSchema(queueForm))
          .default([])
          .describe('ARNs of SQS queues, for programs. Their policies have to let the topic send (AWS only).'),
        webhooks: z
          .array(subscriberSchema(webhookForm))
          .default([])
          .describe('HTTPS endpoints that take each message as JSON, for programs.'),
        webhookSecretName: secretNameForm
          .optional()
          .describe(
            'Secrets Manager secret whose text is the key that signs what webhooks get (AWS only; else GUARDIAN_WEBHOOK_KEY).',
          ),
        ses: z
          .strictObject({
            from: z.email().describe('Sender: an address that is verified in SES, or of a domain that is.'),
            to: z.array(subscriberSchema(z.email())).min(1).describe('E-mail addresses.'),
          })
          .optional()
          .describe('Mails with an HTML part, by Amazon SES in place of or beside those of email (AWS only).'),
        operators: z
          .array(z.email())
          .optional()
          .describe(
            'E-mail addresses that are told when the guardian itself is in trouble; those of email where left out (AWS only).',
          ),
        digest: z.enum(['daily', 'weekly', 'off']).default('daily').describe('How often the digest is sent.'),
        remindAfterDays: z
          .strictObject({
            critical: reminderDays.default(1).describe('Of critical findings.'),
            high: reminderDays.default(3).describe('Of high findings.'),
            medium: reminderDays.default(14).describe('Of medium findings.'),
            low: reminderDays.default('never').describe('Of low findings.'),
            info: reminderDays.default('never').describe('Of info findings.'),
          })
          .prefault({})
          .describe(
            'Days after which people are told again of a finding that nobody acknowledged, waived or mended, by severity.',
          ),
        smsPerHour: z
          .number()
          .int()
          .min(1)
          .default(4)
          .describe('Text messages to a telephone in an hour at most; the next one says how many were held back.'),
      })
      .prefault({})
      .describe('Who is told.'),
    retention: z
      .strictObject({
        runsDays: z.number().int().positive().default(90).describe('Run records.'),
        samplesDays: z.number().int().positive().default(400).describe('Usage samples.'),
        historyDays: z
          .number()
          .int()
          .positive()
          .optional()
          .describe('Drift records and revisions; kept where left out.'),
        reportsDays: z.number().int().positive().default(400).describe('Reports in the bucket (AWS only).'),
      })
      .prefault({})
      .describe('For how many days what is kept.'),
    rules: z.record(z.string(), RuleSettingSchema).default({}).describe('Settings by rule id.'),
    waivers: z.array(WaiverSchema).default([]).describe('Findings whose risk is taken, for a time.'),
  })
  .describe('Configuration of the guardian');

const isoTime = z.iso.datetime();

/** The same once it was read, as it is kept beside the code of functions: the days of a waiver have become times. */
export const ReadConfigSchema = GuardianConfigSchema.extend({
  waivers: z.array(
    z.strictObject({
      finding: findingIdForm,
      evidence: digestForm,
      reason: z.string(),
      by: z.string(),
      at: isoTime,
      until: isoTime,
    }),
  ),
});

export type OrgConfig = z.output<typeof OrgSchema>;
export type Vendor = z.output<typeof VendorSchema>;
export type Thresholds = z.output<typeof ThresholdsSchema>;
export type GuardianConfig = z.output<typeof GuardianConfigSchema>;

/** `cx3` → `CX3`. A type that nobody knows stays as it is written: saying so is the reader's work. */
function withKnownSpelling<T>(licences: Record<string, T>): Record<string, T> {
  const spelling = (type: string) => LICENCE_TYPES.find((known) => known.toLowerCase() === type.toLowerCase()) ?? type;
  return Object.fromEntries(Object.entries(licences).map(([type, counts]) => [spelling(type), counts]));
}
