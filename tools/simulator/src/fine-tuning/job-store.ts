import { randomInt, randomUUID } from 'node:crypto';
import type { FileStore } from '../files/file-store.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { JobDialect } from './dialect.ts';
import { isTerminal, statusOf } from './job.ts';
import type { FineTuningJob } from './job.ts';
import { changeSpeed } from './job-control.ts';
import { toJob } from './job-record.ts';
import type { JobFiles, JobRecord } from './job-record.ts';
import type { JobRequest } from './job-request.ts';
import type { PlannedFailure } from './job-plan.ts';
import { forgetJob, keepJob, keepRecord, readJobs } from './job-storage.ts';
import { jumpAhead, momentOf, startPace } from './pace.ts';
import { resultFileId, resultFileName, resultsOf } from './results-file.ts';
import type { FineTuningSettings } from './settings.ts';
import { createTunedModels } from './tuned-models.ts';
import type { TunedModels } from './tuned-models.ts';

/** The fine-tuning jobs of the simulated account. Their state follows from the clock; nothing runs in between. */
export interface JobStore {
  readonly models: TunedModels;
  /**
   * @param model the model's name as resolved: a snapshot, or a tuned model.
   * @param own what the provider lets the client choose or repeats to it.
   */
  create(request: JobRequest, model: string, files: JobFiles, own?: OwnDetails): FineTuningJob;
  get(id: string): FineTuningJob | undefined;
  /** Newest first. */
  list(): FineTuningJob[];
  /** Changes a job and keeps the change. */
  change(job: FineTuningJob, change: (now: number, settings: FineTuningSettings) => void): void;
  /** Stores the results of the jobs that have succeeded by now. */
  settle(): void;
  settings(): FineTuningSettings;
  /** Applies settings to jobs to come, and their speed to those under way. */
  changeSettings(settings: FineTuningSettings): void;
  /** Lets simulated seconds pass at once for all jobs that are not paused or done. */
  advance(seconds: number): void;
  /** Lets the next jobs fail. */
  failNext(failure: PlannedFailure, times: number): void;
  /** Forgets all jobs and models. */
  reset(): void;
}

/** What some providers let the client choose, or repeat to it. */
export interface OwnDetails {
  readonly id?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a store works with. */
export interface JobStoreOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly files: FileStore;
  readonly state: StateFolder;
  readonly settings: FineTuningSettings;
  readonly dialect: JobDialect;
}

interface Entry {
  readonly job: FineTuningJob;
  record: JobRecord;
}

/** A store with the jobs that its state folder has. */
export function createJobStore(options: JobStoreOptions): JobStore {
  const { now, files, state, settings: usual, dialect } = options;
  const models = createTunedModels(now, state);
  const entries = new Map<string, Entry>();
  const unsettled = new Set<Entry>();
  let settings = usual;
  let failures: PlannedFailure[] = [];

  const add = (record: JobRecord, content: JobFiles): Entry => {
    const job = toJob(record, content, models.find(record.model)?.exchanges ?? [], dialect);
    const entry = { job, record };
    entries.set(job.id, entry);
    if (!record.settled) unsettled.add(entry);
    models.index(job);
    return entry;
  };
  const keep = (entry: Entry, settled = entry.record.settled) => {
    const { pace, changes } = entry.job;
    entry.record = { ...entry.record, pace: [pace[0], ...pace.slice(1)], changes: [...changes], settled };
    keepRecord(state, entry.record);
  };
  const changeUnsettled = (change: (job: FineTuningJob) => void) => {
    for (const entry of unsettled) {
      change(entry.job);
      keep(entry);
    }
  };
  for (const { record, files: content } of readJobs(state)) add(record, content);

  return {
    models,
    create(request, model, content, own = {}) {
      const record: JobRecord = {
        id: own.id ?? dialect.jobId(randomUUID()),
        createdAt: now(),
        model,
        seed: request.seed ?? randomInt(2_147_483_647),
        request,
        settings,
        failure: failures.shift(),
        details: { ...own.details },
        pace: [...startPace(now(), settings.speed)],
        changes: [],
        settled: false,
      };
      keepJob(state, record, content);
      return add(record, content).job;
    },
    get: (id) => entries.get(id)?.job,
    list: () => [...entries.values()].map(({ job }) => job).reverse(),
    change(job, change) {
      const entry = entries.get(job.id);
      change(now(), settings);
      if (entry !== undefined) keep(entry);
    },
    settle() {
      for (const entry of unsettled) {
        const status = statusOf(entry.job, now());
        if (!isTerminal(status)) continue;
        if (status === 'succeeded') storeResults(files, entry.job);
        unsettled.delete(entry);
        keep(entry, true);
      }
    },
    settings: () => settings,
    changeSettings(changed) {
      settings = changed;
      changeUnsettled((job) => changeSpeed(job, now(), settings.speed));
    },
    advance(seconds) {
      changeUnsettled((job) => {
        const paused = job.changes.at(-1)?.kind === 'paused';
        if (!paused && !isTerminal(statusOf(job, now()))) job.pace = jumpAhead(job.pace, now(), seconds);
      });
    },
    failNext(failure, times) {
      failures = [...failures, ...Array.from({ length: times }, () => failure)];
    },
    reset() {
      for (const id of entries.keys()) forgetJob(state, id);
      entries.clear();
      unsettled.clear();
      models.clear();
      settings = usual;
      failures = [];
    },
  };
}

const storeResults = (files: FileStore, job: FineTuningJob): void => {
  files.add({
    id: resultFileId(job),
    filename: resultFileName,
    purpose: 'fine-tune-results',
    content: resultsOf(job),
    createdAt: momentOf(job.pace, job.plan.endsAt),
  });
};
