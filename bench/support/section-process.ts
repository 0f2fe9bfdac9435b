/** Runs one section, named as the first argument, and hands its report back. */
import { SECTIONS } from '../sections/index.ts';
import { answerRequests } from './channel.ts';

const [name] = process.argv.slice(2);
const section = SECTIONS.find((one) => one.name === name);
if (!section) throw new Error(`no section is called ${name}`);

answerRequests(() => section.run((message) => process.stderr.write(`  ${section.name}: ${message}\n`)));
