import Table from 'cli-table3';
import colours from 'picocolors';
import type { CoverageStatus } from '../../domain/coverage.ts';
import type { FindingState } from '../../domain/finding.ts';
import type { Severity } from '../../domain/severity.ts';

/** Control and direction-changing characters: names come from strangers and must not steer a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text without anything that could steer a terminal. */
export function safe(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd');
}

/** The text cut to a number of characters, with an ellipsis where something was cut. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`;
}

export const bold = colours.bold;
export const dim = colours.dim;

export function severityLabel(severity: Severity): string {
  const label = severity.toUpperCase();
  switch (severity) {
    case 'critical':
      return colours.bold(colours.red(label));
    case 'high':
      return colours.red(label);
    case 'medium':
      return colours.yellow(label);
    case 'low':
    case 'info':
      return colours.dim(label);
    default:
      return severity satisfies never;
  }
}

export function statusLabel(status: CoverageStatus | 'ok' | 'warn' | 'fail'): string {
  switch (status) {
    case 'complete':
    case 'ok':
      return colours.green(status);
    case 'skipped':
      return colours.dim(status);
    case 'incomplete':
    case 'warn':
      return colours.yellow(status);
    case 'failed':
    case 'fail':
      return colours.red(status);
    default:
      return status satisfies never;
  }
}

export function stateLabel(state: FindingState | null): string {
  if (state === null) return 'new';
  return state === 'resolved' ? colours.green(state) : state;
}

export function addedLine(text: string): string {
  return colours.green(`+ ${safe(text)}`);
}

export function removedLine(text: string): string {
  return colours.red(`- ${safe(text)}`);
}

/** A table without lines between rows, as wide as the terminal at most. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: head.map((title) => colours.bold(title)),
    style: { head: [], border: ['gray'], compact: true },
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
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

/** 1234567 → 1,234,567. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

export function percent(share: number | null): string {
  return share === null ? '?' : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
