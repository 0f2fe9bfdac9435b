import { dayOf } from '../../domain/day.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { JudgedManifest, ManifestVerdict, PlaceOf } from '../../domain/manifest-verdict.ts';
import type { OrgState } from '../../domain/org-state.ts';
import type { Rule } from '../../rules/rule.ts';
import { judgeManifest, stateContext } from './judge-manifest.ts';
import { remarksOf } from './remarks.ts';
import { wideningsOf } from './widenings.ts';

/** What a manifest that is in order is checked by, beside itself. */
export interface CheckOptions {
  readonly file: string;
  readonly isMissing: boolean;
  readonly config: GuardianConfig;
  readonly placeOf: PlaceOf;
  readonly rules: readonly Rule[];
  /** What is in force now. */
  readonly base?: { readonly file: string; readonly config: GuardianConfig };
  /** What it is judged against. */
  readonly against?: {
    readonly org: OrgConfig;
    readonly state: OrgState;
    readonly from: JudgedManifest['state']['from'];
    readonly file?: string;
  };
  /** ISO time. */
  readonly now: string;
}

/** Everything that can be said of a manifest which is in order as a file. Pure. */
export function checkManifest(options: CheckOptions): ManifestVerdict {
  const { file, isMissing, config, placeOf, rules, base, against, now } = options;
  const judging = against && { ...against, rules, config, placeOf, now, ...(base && { base: base.config }) };
  const context = judging && stateContext(judging);
  const judged = judging && judgeManifest(judging);
  return {
    file,
    isMissing,
    problems: [],
    orgs: (config.orgs ?? []).map(({ name }) => name),
    vendors: config.vendors.map(({ name }) => name),
    ...(judged &&
      against && {
        judged: {
          ...judged,
          state: {
            from: against.from,
            asOf: against.state.asOf,
            ...(against.file !== undefined && { file: against.file }),
          },
        },
      }),
    ...(base && {
      compared: {
        base: base.file,
        widened: wideningsOf({
          config,
          base: base.config,
          placeOf,
          ...(context && { snapshot: context.snapshot }),
        }),
      },
    }),
    remarks: remarksOf({
      config,
      today: dayOf(now),
      placeOf,
      ...(against && context && { seen: { state: against.state, context } }),
    }),
  };
}
