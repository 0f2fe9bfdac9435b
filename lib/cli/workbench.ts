import type { GuardianConfig, OrgConfig } from '../domain/manifest.ts';
import type { RunPayload, RunRecord } from '../domain/run.ts';
import type { DigestOptions } from '../jobs/digest.ts';
import type { Check } from '../jobs/doctor/check.ts';
import type { PlainNoticeAbout } from '../jobs/run-messages.ts';
import type { AlertMessage, AlertSink, Clock, GenesysSource, Store } from '../ports.ts';
import type { KnownRule } from '../rules/known-rules.ts';
import type { Rule } from '../rules/rule.ts';
import type { Paper } from './render/paper.ts';

/**
 * Everything that commands work with, opened when it is first needed. Commands know these ports only; what stands
 * behind them (an embedded store or a deployed table, the demo org or a real one) is decided where they are put
 * together.
 */
export interface Workbench {
  readonly clock: Clock;
  readonly rules: readonly Rule[];
  readonly config: GuardianConfig;
  /** The org that a command works on. Throws a UsageError where `name` is not one of them, or one must be named. */
  org(name?: string): OrgConfig;
  store(): Promise<Store>;
  source(org: OrgConfig, options: SourceOptions): Promise<GenesysSource>;
  compose(run: RunRecord, payload: RunPayload): AlertMessage[];
  /** Goes out in the place of what cannot be sent as it is. */
  plainNotice(about: PlainNoticeAbout): AlertMessage;
  /** What `doctor --send-test` sends. */
  testMessage(org: string): AlertMessage;
  /** Ways to reach people; with a screen, they see the messages there too. */
  sinks(screen?: Screen): readonly AlertSink[];
  /** How the digest is sent from here; absent where something else sends it. */
  readonly digest?: Pick<DigestOptions, 'sink' | 'compose' | 'findReport'>;
  /** What can be told of whom alerts reach, without sending any, and of the age of reports where a stack writes them. */
  channelChecks(org: OrgConfig): Promise<readonly Check[]>;
  /** One sentence on what is being looked at, where that needs saying: the demo org, defaults in place of a file. */
  readonly note?: string;
  close(): Promise<void>;
}

/** As much of a workbench as commands need that only answer from what is known. */
export interface ReadingBench extends Pick<Workbench, 'clock' | 'config' | 'org' | 'store'> {
  readonly rules: readonly KnownRule[];
}

export interface SourceOptions {
  readonly onProgress: (message: string) => void;
  /** Longest time of one request, in milliseconds. Default: the adapter's own. */
  readonly timeoutMs?: number;
}

/** What people read from: a terminal, or the pipe in its place. */
export interface Screen {
  readonly paper: Paper;
  write(text: string): void;
}

/** How a command talks while it works. */
export interface CommandIo {
  readonly progress: (message: string) => void;
  /** Says what has to stay on the screen, and belongs to no answer. */
  readonly note?: (message: string) => void;
  /** Absent where a program reads the answer. */
  readonly screen?: Screen;
}

/** What a command answers: one document for programs, one text for people. */
export interface Answer {
  readonly document: { readonly schema: 1 } & Readonly<Record<string, unknown>>;
  /** Rendered only when a person reads it. */
  readonly text: (paper: Paper) => string;
  /** True where the text is a file to be kept: no line of it is folded to the width of a terminal. */
  readonly isVerbatim?: boolean;
  readonly exitCode: ExitCode;
  /** What went wrong although there is an answer: told on stderr. */
  readonly complaint?: string;
}

/** README, Commands. */
export const EXIT = { nothingOpen: 0, openFindings: 1, usageError: 2, incomplete: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
