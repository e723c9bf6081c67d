import { createFileStore } from '../files/file-store.ts';
import type { FileStore } from '../files/file-store.ts';
import { scopedFolder } from '../state/state-folder.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { JobDialect } from './dialect.ts';
import { createJobCallCounter } from './job-calls.ts';
import type { JobCallCounter } from './job-calls.ts';
import { createJobStore } from './job-store.ts';
import type { JobStore } from './job-store.ts';
import type { FineTuningSettings } from './settings.ts';

/** An account at a provider that fine-tunes: its files, its jobs, and the calls about them. */
export interface TuningAccount {
  readonly files: FileStore;
  readonly jobs: JobStore;
  readonly jobCalls: JobCallCounter;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What the accounts of all providers have in common. */
export interface TuningAccountOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly state: StateFolder;
  readonly settings: FineTuningSettings;
  /** Milliseconds until an uploaded file is processed. */
  readonly fileProcessingMs: number;
}

/** @param provider names the folder that the account is kept in. */
export function createTuningAccount(
  provider: string,
  dialect: JobDialect,
  { now, state, settings, fileProcessingMs }: TuningAccountOptions,
): TuningAccount {
  const own = scopedFolder(state, provider);
  const files = createFileStore({ now, processingMs: () => fileProcessingMs, state: own });
  const jobs = createJobStore({ now, files, state: own, settings, dialect });
  return { files, jobs, jobCalls: createJobCallCounter(now), now };
}

/** Forgets all that an account has. */
export function resetAccount({ files, jobs, jobCalls }: TuningAccount): void {
  files.clear();
  jobs.reset();
  jobCalls.reset();
}
