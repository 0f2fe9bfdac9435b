import type { ManifestFile } from '../domain/manifest-edit.ts';
import type { Workbench } from './workbench.ts';

/** What commands stand on by which people decide: a store that takes what they decide, and the file that they keep. */
export interface ActingBench
  extends Pick<Workbench, 'clock' | 'rules' | 'config' | 'org' | 'store' | 'note' | 'close'> {
  /** Who sits at the keyboard, as the machine knows them; absent where it does not. */
  readonly person?: string;
  /** The `guardian.yaml` as it is now. Throws a UsageError where there is none to edit. */
  manifest(): ManifestFile;
  /** Name of the stack whose deployed guardian this is: it learns of an edited file by a deployment only. */
  readonly stack?: string;
}
