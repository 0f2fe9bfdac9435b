/**
 * `npm run bench [-- SECTION...] [--json]`: counts, units and memory, side by side in one run. Nothing here is a test:
 * a goal that is missed is printed as such.
 */
import { arch, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { SECTIONS } from './sections/index.ts';
import { Child } from './support/channel.ts';
import { type Report, reportSchema, reportText, type Section } from './support/report.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !SECTIONS.some((section) => section.name === name));
if (unknown.length > 0) {
  const known = SECTIONS.map(({ name }) => name).join(', ');
  process.stderr.write(`No section is called ${unknown.join(', ')}. Known: ${known}\n`);
  process.exitCode = 2;
} else {
  await runAll(SECTIONS.filter(({ name }) => positionals.length === 0 || positionals.includes(name)));
}

async function runAll(sections: readonly Section[]): Promise<void> {
  const machine = `Node ${process.version}, ${process.platform} ${arch()}, ${cpus().length} CPUs, ${Math.round(totalmem() / 2 ** 30)} GB`;
  if (!values.json) process.stdout.write(`${machine}\n`);
  const done = [];
  for (const section of sections) {
    const begun = performance.now();
    const report = await reportOf(section);
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    done.push({ name: section.name, title: section.title, seconds, ...report });
    if (!values.json) process.stdout.write(`${reportText(section, report)}\n\n(${seconds} s)\n`);
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ schema: 1, machine, sections: done }, null, 2)}\n`);
}

/** A section that fails is reported as failed, and the others still run. */
async function reportOf({ name }: Section): Promise<Report> {
  const child = new Child(new URL('./support/section-process.ts', import.meta.url), { args: [name] });
  try {
    return await child.ask({}, reportSchema);
  } catch (error) {
    process.exitCode = 1;
    return { tables: [], goals: [], notes: [`FAILED: ${error instanceof Error ? error.message : String(error)}`] };
  } finally {
    await child.close();
  }
}
