import { examine } from '../../jobs/doctor/doctor.ts';
import { doctorText } from '../render/doctor-text.ts';
import { type Answer, type CommandIo, EXIT, type Workbench } from '../workbench.ts';
import { sendTest } from './send-test.ts';

/** Is the guardian itself alive and seeing everything? */
export async function doctorCommand(
  bench: Workbench,
  options: { readonly org?: string; readonly timeout?: number; readonly sendTest?: boolean },
  io: CommandIo,
): Promise<Answer> {
  const org = bench.org(options.org);
  const { progress } = io;
  const examined = await examine({
    org,
    config: bench.config,
    source: await bench.source(org, {
      onProgress: progress,
      ...(options.timeout && { timeoutMs: options.timeout * 1000 }),
    }),
    store: await bench.store(),
    clock: bench.clock,
    onProgress: progress,
  });
  progress('looking whom alerts reach');
  const channels = await bench.channelChecks(org);
  const sent = options.sendTest ? await sendTest(bench, org.name, io) : [];
  const checks = [...examined.checks, ...channels, ...sent];
  const diagnosis = { ok: checks.every(({ status }) => status !== 'fail'), checks };
  return {
    document: { schema: 1, ...diagnosis },
    text: (paper) => doctorText(diagnosis, paper),
    exitCode: diagnosis.ok ? EXIT.nothingOpen : EXIT.incomplete,
  };
}
