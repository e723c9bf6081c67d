import type { StateFolder } from '../state/state-folder.ts';
import { jobRecordSchema } from './job-record.ts';
import type { JobFiles, JobRecord } from './job-record.ts';

/** A job as it was kept. */
export interface KeptJob {
  readonly record: JobRecord;
  readonly files: JobFiles;
}

/** Keeps a new job, with copies of its files: a job goes on when its files are deleted. */
export function keepJob(state: StateFolder, record: JobRecord, files: JobFiles): void {
  state.write(fileName(record.id, 'training'), files.training);
  if (files.validation !== undefined) state.write(fileName(record.id, 'validation'), files.validation);
  keepRecord(state, record);
}

/** Keeps what has changed of a job. */
export const keepRecord = (state: StateFolder, record: JobRecord): void =>
  state.write(`jobs/${record.id}.json`, JSON.stringify(record));

/** The jobs that were kept, oldest first. */
export const readJobs = (state: StateFolder): KeptJob[] =>
  state
    .list('jobs')
    .map((name) => jobRecordSchema.parse(JSON.parse(state.read(name).toString())))
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((record) => ({
      record,
      files: {
        training: state.read(fileName(record.id, 'training')),
        validation: record.request.validation_file
          ? state.read(fileName(record.id, 'validation'))
          : undefined,
      },
    }));

/** Forgets a job. */
export function forgetJob(state: StateFolder, id: string): void {
  for (const name of [`jobs/${id}.json`, fileName(id, 'training'), fileName(id, 'validation')]) {
    state.remove(name);
  }
}

const fileName = (id: string, kind: 'training' | 'validation'): string => `job-files/${id}.${kind}.jsonl`;
