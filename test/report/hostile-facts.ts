import type { ReportFacts } from '../../lib/domain/report.ts';
import { sampleFacts } from './sample-facts.ts';

/** What strangers may call their client. Each would do harm, or look like another name, if it were taken as it is. */
export const HOSTILE_NAMES = [
  '<img src=x onerror="globalThis.harmed=1">',
  '</script><script>globalThis.harmed=1</script>',
  '--><svg onload=globalThis.harmed=1>',
  '{{constructor.constructor("globalThis.harmed=1")()}}',
  '"><a href="javascript:globalThis.harmed=1">x</a>',
  'invoice\u202Efdp.exe \u2066isolate\u2069',
  'bell\u0007 escape\u001b[31m null\u0000 zero\u200bwidth line\u2028break',
  'lone half \ud83d of a pair',
  'شركة التسجيل',
  `${'very-long-name'.repeat(60)}`,
  '{a|rich} {b|text}',
  '__proto__',
] as const;

/** The sample with those names wherever a name stands: clients, vendors, roles, divisions, people, reasons. */
export function hostileFacts(): ReportFacts {
  const facts = sampleFacts({ clients: HOSTILE_NAMES.length * 2, days: 30, findings: 48 });
  const names = new Map<string, string>();
  const hostile = (text: string) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = HOSTILE_NAMES[names.size % HOSTILE_NAMES.length] ?? text;
    names.set(text, name);
    return name;
  };
  return JSON.parse(JSON.stringify(facts), (key, value: unknown) =>
    typeof value === 'string' && TEXTS.has(key) ? hostile(value) : value,
  );
}

const TEXTS = new Set(['name', 'vendor', 'owner', 'title', 'because', 'why', 'reason', 'note', 'subject', 'noAdvice']);
