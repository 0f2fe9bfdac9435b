import { isEmptyChange } from '../../domain/drift.ts';
import type { AccessChange } from '../../domain/finding.ts';
import { acknowledged } from '../../domain/life-cycle.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { ManifestDraft, ManifestFile } from '../../domain/manifest-edit.ts';
import { digest } from '../../domain/snapshot.ts';
import { UsageError } from '../../errors.ts';
import type { Rule } from '../../rules/rule.ts';
import { recall } from '../memory.ts';
import { findClient } from '../queries/find-client.ts';
import { type Acceptance, acceptanceOf } from './acceptance.ts';
import { type ActOptions, type ActOutcome, type ActState, commitAct } from './act.ts';
import { appAcceptanceOf } from './app-acceptance.ts';
import { type Consequences, consequencesOf } from './consequences.ts';

export interface AcceptOptions extends Omit<ActOptions, 'org' | 'config'> {
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly rules: readonly Rule[];
  /** Id, name, or the beginning of the name. */
  readonly client: string;
  readonly note?: string;
  /** Said after reading whom else an edit is about. */
  readonly isConfirmed?: boolean;
  /** The file as it is now. Asked for only where it has to be edited. */
  readonly manifest: () => ManifestFile;
  /** Called before anything is written, with what will be. */
  readonly onPreview?: (preview: AcceptPreview) => void;
}

/** What an acceptance will do. */
export interface AcceptPreview extends Consequences {
  readonly client: { readonly id: string; readonly name: string };
  readonly vendor: string | null;
  readonly change: AccessChange;
  /** The edit of `guardian.yaml`, where one is needed. */
  readonly draft?: ManifestDraft;
  readonly alsoCovers: readonly string[];
  readonly notes: readonly string[];
  /** True if the client is just as it is approved already, and nothing waits for a decision: at most for the next scan. */
  readonly isNeedless: boolean;
}

export interface AcceptOutcome extends ActOutcome {
  readonly preview: AcceptPreview;
}

/**
 * Makes the present state of a client the approved one: in the store, and for what its vendor's entry writes in
 * `guardian.yaml`. The file is written first: an approval without it would leave findings acknowledged that nothing ever
 * resolves, while a file without the approval is only not all of it, and the same command again does the rest.
 *
 * @throws UsageError for what was not seen, for an edit that is about others too and was not confirmed, and where the
 * client was changed while it was accepted
 */
export async function accept(options: AcceptOptions): Promise<AcceptOutcome> {
  const { store, org, clock, by, note, isDryRun, isConfirmed } = options;
  const clientId = await acceptedId(options);
  let first: { readonly preview: AcceptPreview; readonly fingerprint: string } | undefined;
  const outcome = await commitAct({ ...options, org: org.name }, async (state) => {
    const { preview, acceptance } = await prepared(options, clientId, state);
    const fingerprint = fingerprintOf(acceptance, preview);
    if (first && first.fingerprint !== fingerprint) {
      throw new UsageError(
        `a scan saw another state of ${preview.client.name} in this very moment, and that was not what you saw: look at it again`,
      );
    }
    if (!first) {
      first = { preview, fingerprint };
      options.onPreview?.(preview);
    }
    if (preview.isNeedless) return undefined;
    if (!isDryRun) {
      if (preview.alsoCovers.length > 0 && !isConfirmed) throw new UsageError(unconfirmed(preview));
      await preview.draft?.save();
    }
    const said = note !== undefined ? { note } : {};
    return {
      act: { kind: 'accept', by, ...said },
      approvals: [acceptance.approval],
      transitions: preview.resolves
        .filter(({ state: present }) => present === 'open')
        .map((finding) => acknowledged(finding, { owner: by, by, ...said, at: state.at }, 'accepted')),
    };
  });
  if (!first) throw new RangeError('an act was decided without having been asked for');
  return { ...outcome, preview: first.preview };

  async function prepared(given: AcceptOptions, id: string, { latest, unresolved, at }: ActState) {
    const memory = await recall({
      store,
      org: org.name,
      latest,
      withUsage: false,
      unusedDays: given.config.thresholds.unusedDays,
      now: clock.now(),
    });
    const work = memory.heads.client.has(id) ? acceptanceOf : appAcceptanceOf;
    const acceptance = work({ org, config: given.config, memory, latest, clientId: id, by, note, at });
    const draft = acceptance.edit && given.manifest().draft([acceptance.edit]);
    const consequences = consequencesOf({
      ...given,
      config: draft?.config ?? given.config,
      acceptance,
      latest,
      unresolved,
      at,
    });
    return { acceptance, preview: previewOf(acceptance, draft, consequences) };
  }
}

function previewOf(
  { client, vendor, change, alsoCovers, notes, isStored }: Acceptance,
  draft: ManifestDraft | undefined,
  consequences: Consequences,
): AcceptPreview {
  return {
    ...consequences,
    client,
    vendor: vendor ?? null,
    change,
    ...(draft && { draft }),
    alsoCovers,
    notes,
    isNeedless:
      isStored && !draft && isEmptyChange(change) && consequences.resolves.every(({ state }) => state !== 'open'),
  };
}

/** What a person saw of the client and of what will follow. The file may have been written by the first try. */
function fingerprintOf({ approval }: Acceptance, { stays }: AcceptPreview): string {
  const { body, roles } = approval;
  return JSON.stringify([digest(JSON.stringify(body)), roles, stays.map(({ finding }) => finding.id).sort()]);
}

/** Alerts name apps of vendors by their ids; they are in no list of clients. */
async function acceptedId({ store, org, client }: AcceptOptions): Promise<string> {
  const apps = await store.heads(org.name, 'authorization');
  const wanted = client.trim().toLowerCase();
  return apps.some(({ id }) => id === wanted) ? wanted : (await findClient(store, org.name, client)).id;
}

function unconfirmed({ vendor, alsoCovers, client }: AcceptPreview): string {
  return (
    `the entry of ${vendor} in guardian.yaml covers ${alsoCovers.join(', ')} as well, so accepting ${client.name} there ` +
    'allows them the same. Say --yes if that is meant, or give the client an entry of its own'
  );
}
