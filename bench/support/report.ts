import { z } from 'zod';

const tableSchema = z.object({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number()]))),
});

const goalSchema = z.object({ goal: z.string(), figure: z.string(), isMet: z.boolean() });

/** What a section found out, as it is printed and as `--json` gives it. */
export const reportSchema = z.object({
  tables: z.array(tableSchema),
  goals: z.array(goalSchema),
  /** What the figures include, and why something is missing. */
  notes: z.array(z.string()),
});

export type Table = z.infer<typeof tableSchema>;
export type Goal = z.infer<typeof goalSchema>;
export type Report = z.infer<typeof reportSchema>;

/** One part of the benchmark. It runs in a process of its own, so that no section warms or fills the next one's. */
export interface Section {
  readonly name: string;
  readonly title: string;
  run(progress: (message: string) => void): Promise<Report>;
}

/** A section's report for people: tables with aligned columns, goals, notes. */
export function reportText({ name, title }: Pick<Section, 'name' | 'title'>, report: Report): string {
  const head = `${name}: ${title}`;
  return [
    `\n${head}\n${'='.repeat(head.length)}`,
    ...report.tables.map(tableText),
    ...(report.goals.length > 0 ? [report.goals.map(goalText).join('\n')] : []),
    ...report.notes.map((note) => `note: ${note}`),
  ].join('\n\n');
}

function goalText({ goal, figure, isMet }: Goal): string {
  return `${isMet ? 'met   ' : 'MISSED'}  ${goal}: ${figure}`;
}

/** Numbers to the right, texts to the left. */
function tableText({ title, columns, rows }: Table): string {
  const lines = [columns, ...rows.map((row) => row.map(cellText))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const isNumber = columns.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const texts = lines.map((line) =>
    line
      .map((cell, column) => (isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [title, texts[0] ?? '', rule, ...texts.slice(1)].join('\n');
}

function cellText(cell: string | number): string {
  if (typeof cell === 'string') return cell;
  return cell.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}
