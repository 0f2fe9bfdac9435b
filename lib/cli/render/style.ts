import type { CoverageStatus } from '../../domain/coverage.ts';
import type { FindingState } from '../../domain/finding.ts';
import type { Severity } from '../../domain/severity.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';

export function severityLabel(severity: Severity, { paint }: Paper): string {
  const label = severity.toUpperCase();
  switch (severity) {
    case 'critical':
      return paint.bold(paint.red(label));
    case 'high':
      return paint.red(label);
    case 'medium':
      return paint.yellow(label);
    case 'low':
    case 'info':
      return paint.dim(label);
    default:
      return severity satisfies never;
  }
}

export function statusLabel(status: CoverageStatus | 'ok' | 'warn' | 'fail', { paint }: Paper): string {
  switch (status) {
    case 'complete':
    case 'ok':
      return paint.green(status);
    case 'skipped':
      return paint.dim(status);
    case 'incomplete':
    case 'warn':
      return paint.yellow(status);
    case 'failed':
    case 'fail':
      return paint.red(status);
    default:
      return status satisfies never;
  }
}

/** `new → open`, `open → resolved`; `grew` for evidence that became more in the same state. */
export function transitionLabel(from: FindingState | null, to: FindingState, { paint }: Paper): string {
  if (from === to) return 'grew';
  return `${from ?? 'new'} → ${to === 'resolved' ? paint.green(to) : to}`;
}

export function addedLine(text: string, { paint }: Paper): string {
  return paint.green(`+ ${safe(text)}`);
}

export function removedLine(text: string, { paint }: Paper): string {
  return paint.red(`- ${safe(text)}`);
}

/** Local time with its offset: what people read. */
export function localTime(iso: string): string {
  const time = new Date(iso);
  const offset = -time.getTimezoneOffset();
  const two = (value: number) => String(Math.abs(value)).padStart(2, '0');
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`;
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date} ${two(time.getHours())}:${two(time.getMinutes())} ${zone}`;
}

/** `5 min`, `3 h`, `12 d`. */
export function ageOf(iso: string, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(iso)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} d`;
}

/** `just now`, `5 min ago`, `3 h ago`. */
export function agoOf(iso: string, now: Date): string {
  const age = ageOf(iso, now);
  return age === '0 min' ? 'just now' : `${age} ago`;
}

/** 1234567 → 1,234,567. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** `1 org`, `3 orgs`. */
export function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

export function percent(share: number | null): string {
  return share === null ? '?' : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
