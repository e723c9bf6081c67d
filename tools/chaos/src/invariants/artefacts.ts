import { stat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { artefactKey } from '@understudy/activities/training-files/artefact-keys';
import { z } from 'zod';
import type { Invariant } from './invariant.ts';

interface FileRow {
  readonly id: string;
  readonly user_id: string;
  readonly artefact_run_id: string | null;
  readonly build_run_id: string;
  readonly json_file_size: string | null;
  readonly jsonl_file_size: string | null;
  readonly conversations: number;
  readonly pairs: number;
}

const wholeSchema = z.object({
  training_file_metadata: z.object({ total_conversations: z.int(), total_training_pairs: z.int() }),
  conversations: z.array(z.unknown()),
});
const lineSchema = z.object({ id: z.string() });

/** What can be downloaded of training files is what their conversations are. */
export const artefactsAreComplete: Invariant = {
  name: 'artefacts_complete',
  title: 'a training file can be parsed, and has each pair of each conversation once',
  check: async ({ owner, storageFolder }) => {
    const files = await owner<FileRow[]>`
      select file.id, file.user_id, artefact_run_id, build_run_id, json_file_size, jsonl_file_size,
        count(*)::int as conversations, coalesce(sum(enriched_pair_count), 0)::int as pairs
      from training_files as file
      join training_file_conversations as member on member.training_file_id = file.id
      join conversations on conversations.id = member.conversation_id
      group by file.id`;
    const violations: string[] = [];
    for (const file of files) {
      const fault = await faultOf(storageFolder, file).catch((error: unknown) => String(error));
      if (fault !== null) violations.push(`training file ${file.id}: ${fault}`);
    }
    return { checked: files.length, violations };
  },
};

async function faultOf(storageFolder: string, file: FileRow): Promise<string | null> {
  const { id: trainingFileId, user_id: userId, artefact_run_id: runId } = file;
  if (runId === null || runId !== file.build_run_id) return `the build ${file.build_run_id} is not published`;
  const pathOf = (format: 'json' | 'jsonl'): string =>
    join(storageFolder, artefactKey({ userId, trainingFileId, runId }, format));
  const sizes = [(await stat(pathOf('json'))).size, (await stat(pathOf('jsonl'))).size];
  if (sizes[0] !== Number(file.json_file_size) || sizes[1] !== Number(file.jsonl_file_size))
    return `has ${sizes.join(' and ')} bytes, not ${String(file.json_file_size)} and ${String(file.jsonl_file_size)}`;
  const whole = wholeSchema.parse(JSON.parse(await readFile(pathOf('json'), 'utf8')));
  const lines = (await readFile(pathOf('jsonl'), 'utf8')).split('\n').filter((line) => line !== '');
  const ids = lines.map((line) => lineSchema.parse(JSON.parse(line)).id);
  const counts = [whole.conversations.length, ids.length, new Set(ids).size];
  return counts[0] === file.conversations && counts[1] === file.pairs && counts[2] === file.pairs
    ? null
    : `has ${counts.join(', ')} conversations, lines and pairs, not ${String(file.conversations)} and ${String(file.pairs)}`;
}
