import * as z from 'zod';

/**
 * How people write the things that `guardian.yaml` names. Each is a pattern, not a function, so that editors get it too
 * (through the JSON Schema), with a message that shows a right one.
 */

/** A name that is shown and compared: spaces around it are dropped. */
export const nameForm = z.string().trim().min(1);

/** `users` or `users:readonly`. A scope that no catalogue knows is allowed: Genesys adds scopes all the time. */
export const scopeForm = z
  .string()
  .regex(/^[A-Za-z0-9._-]+(:readonly)?$/, 'expected a scope such as users or users:readonly');

/** `domain:entity:action`; Genesys allows `*` as entity and as action, never as domain. */
export const permissionForm = z
  .string()
  .regex(
    /^[A-Za-z0-9_-]+:(\*|[A-Za-z0-9_-]+):(\*|[A-Za-z0-9_-]+)$/,
    'expected a permission such as analytics:conversationDetail:view (domain:entity:action; * for entity or action)',
  );

/** A call: method and path template; `*` as method, or as the end of the path. */
export const endpointForm = z
  .string()
  .regex(
    /^(\*|GET|HEAD|POST|PUT|PATCH|DELETE) \/[^\s*]*\*?$/,
    "expected a call such as 'GET /api/v2/users/{userId}' (method in capitals, one space, path; * as method or at the end)",
  );

/** EventBridge Scheduler's own words for "again and again". It wants `?` for the day of the month or that of the week. */
export const scheduleForm = z
  .string()
  .regex(
    /^(rate\([1-9][0-9]* (minutes?|hours?|days?)\)|cron\([0-9*,/-]+ [0-9*,/-]+ (\? [^\s()]+ [^\s()?]+|[^\s()?]+ [^\s()]+ \?) [0-9*,/-]+\))$/,
    'expected rate(1 hour) or a cron expression of six fields, one of the two days as ?, such as cron(0 7 * * ? *)',
  );

/** Name or ARN of a secret. The text of the message never repeats what was given: it may be the secret itself. */
export const secretNameForm = z
  .string()
  .regex(/^[A-Za-z0-9/_+=.@:-]{1,512}$/, 'expected the name or ARN of a secret in Secrets Manager');

/** E.164. Not zod's own `e164`: its JSON Schema names a format that is no standard, and strict validators refuse it. */
export const phoneForm = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'expected a telephone number such as "+4930123456" (+, country code, digits only)');

/** An endpoint that SNS may post to: messages name clients and what is wrong with them, so never in the clear. */
export const httpsForm = z.string().regex(/^https:\/\/[^\s/]+\S*$/, 'expected a URL that starts with https://');

/** As {@link httpsForm}; a program on the same machine may do without TLS. A user and password before the host are not sent. */
export const webhookForm = z
  .string()
  .regex(/^(https:\/\/[^\s/?#@]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)(?=[/?#]|$)\S*$/, {
    error: 'expected a URL that starts with https:// (http:// for localhost only), without a user',
    abort: true,
  })
  .refine((url) => URL.canParse(url), 'expected a URL such as https://alerts.example/guardian');

export const queueForm = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}$/,
    'expected the ARN of a queue such as arn:aws:sqs:eu-central-1:123456789012:alerts',
  );

/** Genesys: the bus and the source of its events have one name, `aws.partner/genesys.com/cloud/<organisation>/<suffix>`. */
export const eventBusForm = z
  .string()
  .regex(
    /^aws\.partner\/genesys\.com\/[A-Za-z0-9./_-]{1,220}$/,
    'expected the name of a partner event bus: aws.partner/genesys.com/cloud/<organisation id>/<suffix>',
  );

/** Id of a finding: rule, dash, 12 hex digits. */
export const findingIdForm = z
  .string()
  .regex(/^[a-z][a-z-]*-[0-9a-f]{12}$/, 'expected the id of a finding such as scope-added-0123456789ab');

export const digestForm = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'expected 16 hex digits, in quotes: "guardian waive ID --to-manifest" writes them');
