import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { artefactKey } from '@understudy/activities/training-files/artefact-keys';
import { tuningAdmin } from '@understudy/stack/testing/tuning-admin';
import type { Sql } from 'postgres';
import { ballastName } from '../stack/volume.ts';
import type { Invariant } from './invariant.ts';

/** Objects and rows know of each other. */
export const objectsBelong: Invariant = {
  name: 'objects_belong',
  title:
    'each object is named by a row, or by an upload that a process died of; each that a row needs is there',
  check: async ({ owner, storageFolder }) => {
    const entries = await readdir(storageFolder, { recursive: true, withFileTypes: true });
    const there = entries
      .filter((entry) => entry.isFile() && entry.name !== ballastName)
      .map((entry) => relative(storageFolder, join(entry.parentPath, entry.name)));
    const { named, needed } = await keysOf(owner);
    const present = new Set(there);
    const held = await owner<{ prefix: string }[]>`select storage_prefix as prefix from uploads`;
    // What was being uploaded as a process died is the sweep's to delete, a day later.
    const isHeld = (key: string): boolean => held.some(({ prefix }) => key.startsWith(`${prefix}/`));
    return {
      checked: there.length + needed.size,
      violations: [
        ...there.filter((key) => !named.has(key) && !isHeld(key)).map((key) => `${key} belongs to nothing`),
        ...[...needed].filter((key) => !present.has(key)).map((key) => `${key} is not there`),
      ],
    };
  },
};

/** Keys that rows name, and those of them that are read again. */
async function keysOf(owner: Sql): Promise<{ named: Set<string>; needed: Set<string> }> {
  const rows = await owner<{ key: string; needed: boolean }[]>`
    select storage_key as key, true as needed from avatar_training_files
    union all select storage_key, run.status <> 'completed' from training_imports as wanted
      join runs as run on run.id = wanted.id
    union all select storage_key, true from knowledge_documents
    union all select storage_key, true from avatar_fine_tune_files
    union all select enriched_file_path, true from conversations where enriched_file_path is not null`;
  const files = await owner<{ user_id: string; id: string; artefact_run_id: string }[]>`
    select user_id, id, artefact_run_id from training_files where artefact_run_id is not null`;
  const artefacts = files.flatMap(({ user_id: userId, id: trainingFileId, artefact_run_id: runId }) =>
    (['json', 'jsonl'] as const).map((format) => artefactKey({ userId, trainingFileId, runId }, format)),
  );
  return {
    named: new Set([...rows.map(({ key }) => key), ...artefacts]),
    needed: new Set([...rows.filter(({ needed }) => needed).map(({ key }) => key), ...artefacts]),
  };
}

/** The provider keeps no file of a job that has ended. */
export const providerKeepsNoFiles: Invariant = {
  name: 'provider_files_gone',
  title: 'the provider keeps no file of a fine-tune that has ended',
  check: async ({ owner, simulatorUrl }) => {
    const files = await tuningAdmin(simulatorUrl).files();
    const [uploaded] = await owner`select count(*)::int as files from avatar_fine_tune_files`;
    return {
      checked: Number(uploaded?.['files']),
      violations: files.map((name) => `the provider still has ${name}`),
    };
  },
};
