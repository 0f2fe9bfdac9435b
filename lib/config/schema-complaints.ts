import type { z } from 'zod';
import type { Complaint } from './complaint.ts';
import { keysAllowedAt } from './json-schema.ts';
import type { Path } from './problem.ts';
import { didYouMean } from './suggestion.ts';

type Issue = z.core.$ZodIssue;

/** What the schema holds against a value, in the words of the person who wrote the file. */
export function schemaComplaints(issues: readonly Issue[], value: unknown): Complaint[] {
  return issues.flatMap((issue) => complaintsOf(issue, [], value));
}

/** `around` is where the issue's own path starts: issues inside a union count from the union. */
function complaintsOf(issue: Issue, around: Path, value: unknown): Complaint[] {
  const path = [...around, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  const given = valueAt(value, path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
  if (issue.code === 'invalid_union') return unionComplaints(issue.errors, path, value);
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') {
    const nothing = nothingGiven(path, given);
    if (nothing) return [nothing];
  }
  const complaint = { path, at: 'value', showsGiven: !MAY_HOLD_SECRETS.test(path.join('.')) } as const;
  switch (issue.code) {
    case 'invalid_type':
      return [{ ...complaint, message: `expected ${wanted(issue)}${quoteHint(issue.expected, given)}` }];
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      return [{ ...complaint, message: `not a known value${didYouMean(String(given), allowed)}`, allowed }];
    }
    case 'too_small':
      return [{ ...complaint, message: tooSmall(issue) }];
    case 'too_big':
      return [{ ...complaint, message: `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}` }];
    case 'invalid_format':
      return [{ ...complaint, message: formatMessage(issue) }];
    case 'invalid_key':
    case 'invalid_element':
      return [{ ...complaint, at: 'key', message: issue.issues[0]?.message ?? issue.message }];
    case 'not_multiple_of':
    case 'custom':
      return [{ ...complaint, message: issue.message }];
    default:
      return unheardOf(issue);
  }
}

/** A webhook's address is a password, and a secret pasted in the place of its name is one too. */
const MAY_HOLD_SECRETS = /\.(secretName|chat|webhooks|webhookSecretName)\b/;

function unknownKey(around: Path, key: string): Complaint {
  const allowed = keysAllowedAt(around);
  // What stands under a key that nobody knows is never repeated: it may be a secret.
  return {
    path: [...around, key],
    at: 'key',
    message: `unknown key \`${key}\`${didYouMean(key, allowed)}`,
    showsGiven: false,
    allowed,
  };
}

/** Complains about the alternative that was meant: the one whose outer shape fits. Where none fits, names them all. */
function unionComplaints(alternatives: readonly Issue[][], path: Path, value: unknown): Complaint[] {
  const given = valueAt(value, path);
  const nothing = nothingGiven(path, given);
  if (nothing) return [nothing];
  const isShapeWrong = ({ code, path }: Issue) =>
    path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
  const meant = alternatives.filter((issues) => !issues.some(isShapeWrong)).sort((a, b) => a.length - b.length)[0];
  if (meant) return meant.flatMap((issue) => complaintsOf(issue, path, value));
  const words = alternatives.flatMap((issues) => issues.filter(isShapeWrong).map(wanted));
  const hint = words.includes('text') ? quoteHint('string', given) : '';
  return [{ path, at: 'value', message: `expected ${words.join(', or ')}${hint}` }];
}

/** An empty `scopes:` could mean "none" or "any": the difference is what the guardian is for, so it does not guess. */
function nothingGiven(path: Path, given: unknown): Complaint | undefined {
  const key = path.at(-1);
  const name = typeof key === 'number' ? `entry ${key + 1}` : `\`${key}\``;
  if (given === undefined) {
    return { path, at: 'value', message: `${name} is missing`, showsGiven: false, isAbsence: true };
  }
  if (given === null && path.length > 0) {
    return { path, at: 'value', message: `${name} is empty: write a value, or leave it out`, showsGiven: false };
  }
  return undefined;
}

function wanted(issue: Issue): string {
  if (issue.code === 'invalid_value') return issue.values.map((value) => `\`${String(value)}\``).join(' or ');
  if (issue.code !== 'invalid_type') return issue.message;
  switch (issue.expected) {
    case 'string':
      return 'text';
    case 'int':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'a mapping (key: value)';
    default:
      return issue.expected;
  }
}

function quoteHint(expected: string, given: unknown): string {
  const isPlain = typeof given === 'number' || typeof given === 'boolean' || typeof given === 'bigint';
  return expected === 'string' && isPlain ? `: YAML reads this as a ${typeof given}, put it in quotes` : '';
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string') return 'must not be empty';
  if (origin === 'array') return 'must not be an empty list';
  return `must be ${inclusive ? 'at least' : 'more than'} ${minimum}`;
}

function formatMessage({ format, message }: z.core.$ZodIssueInvalidStringFormat): string {
  switch (format) {
    case 'regex':
      return message;
    case 'date':
      return 'expected a day such as 2027-03-31';
    case 'email':
      return 'expected an e-mail address';
    case 'url':
      return 'expected an absolute URI such as https://app.example.com/callback';
    default:
      return message;
  }
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((around, step) => {
    if (typeof around !== 'object' || around === null || !Object.hasOwn(around, step)) return undefined;
    return Reflect.get(around, step);
  }, value);
}

function unheardOf(issue: never): never {
  throw new TypeError(`zod reports an issue that has no words yet: ${JSON.stringify(issue)}`);
}
