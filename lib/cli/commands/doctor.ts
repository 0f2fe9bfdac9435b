import { examine } from '../../jobs/doctor/doctor.ts';
import { doctorText } from '../render/doctor-text.ts';
import { type Answer, type CommandIo, EXIT, type Workbench } from '../workbench.ts';

/** Is the guardian itself alive and seeing everything? */
export async function doctorCommand(
  bench: Workbench,
  options: { readonly org?: string; readonly timeout?: number },
  { progress }: Pick<CommandIo, 'progress'>,
): Promise<Answer> {
  const org = bench.org(options.org);
  const diagnosis = await examine({
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
  return {
    document: { schema: 1, ...diagnosis },
    text: (paper) => doctorText(diagnosis, paper),
    exitCode: diagnosis.ok ? EXIT.nothingOpen : EXIT.incomplete,
  };
}
