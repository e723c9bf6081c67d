import { listConversationsToBuild } from '@understudy/db/training-files/list-conversations-to-build';
import type { ConversationSum } from '@understudy/db/training-files/sum-up-conversations';
import type { TrainingPair } from '@understudy/domain/enrichment/training-pair';
import {
  artefactEnd,
  artefactStart,
  evenlyDrawn,
  type TrainingFileMetadata,
} from '@understudy/domain/training-files/artefact-json';
import { checklistThresholds } from '@understudy/domain/training-files/quality-checklist';
import { openObject, type OpenObject } from '../storage/open-object.ts';
import type { ConversationToBuild } from '@understudy/db/training-files/list-conversations-to-build';
import { unfinishedKey, type BuildDependencies, type BuildReference } from './build-reference.ts';
import { readEnrichedFile } from './read-enriched-file.ts';
import { addLabels, emptySum } from './sum-of-files.ts';

/** Conversations that the database is asked for at once. */
const pageSize = 100;

/** What was written. */
export type WrittenArtefacts = {
  jsonSize: number;
  jsonlSize: number;
  /** Counted in the files, to be compared with what the database promised. */
  sum: ConversationSum;
  samplePairs: TrainingPair[];
};

/** What is to be written, and who is told how far it is. */
export type ArtefactPlan = {
  metadata: TrainingFileMetadata;
  /** Called after each page with the conversations so far; false gives up. */
  mayGoOn: (conversations: number) => Promise<boolean>;
  signal: AbortSignal;
};

/**
 * Streams the enriched files of a training file, one after the other, into its JSON and its JSONL. Memory is that of one
 * line, however large the files are.
 *
 * @returns null where it was given up
 * @throws UnderstudyError `not_found` or `file_unreadable` for an enriched file; `storage_unavailable`
 */
export async function writeArtefacts(
  dependencies: BuildDependencies,
  reference: BuildReference,
  plan: ArtefactPlan,
): Promise<WrittenArtefacts | null> {
  const { storage } = dependencies;
  const json = openObject(storage, unfinishedKey(reference, 'json'));
  const jsonl = openObject(storage, unfinishedKey(reference, 'jsonl'));
  const { total_training_pairs } = plan.metadata;
  const written: Written = {
    json,
    jsonl,
    sum: emptySum(),
    drawn: evenlyDrawn(total_training_pairs, checklistThresholds.reviewedPairs.most),
    samplePairs: [],
  };
  try {
    await json.write(artefactStart(plan.metadata));
    if (!(await writeConversations(dependencies, reference, plan, written))) {
      await Promise.all([json.abort(), jsonl.abort()]);
      return null;
    }
    await json.write(artefactEnd);
    const [jsonSize, jsonlSize] = await Promise.all([json.end(), jsonl.end()]);
    return { jsonSize, jsonlSize, sum: written.sum, samplePairs: written.samplePairs };
  } catch (error) {
    await Promise.all([json.abort(), jsonl.abort()]);
    throw error;
  }
}

type Written = {
  json: OpenObject;
  jsonl: OpenObject;
  sum: ConversationSum;
  drawn: ReadonlySet<number>;
  samplePairs: TrainingPair[];
};

/** As many conversations as were promised: what is added meanwhile is for the next build. */
async function writeConversations(
  { database, storage }: BuildDependencies,
  { userId, trainingFileId }: BuildReference,
  { metadata, mayGoOn, signal }: ArtefactPlan,
  written: Written,
): Promise<boolean> {
  let after = -1;
  while (written.sum.conversations < metadata.total_conversations) {
    const limit = Math.min(pageSize, metadata.total_conversations - written.sum.conversations);
    const page = await database.asUser(userId, (tx) =>
      listConversationsToBuild(tx, trainingFileId, { after, limit }),
    );
    for (const conversation of page) {
      signal.throwIfAborted();
      await writeConversation(storage, conversation, written);
      after = conversation.position;
    }
    if (page.length < limit) return true;
    if (!(await mayGoOn(written.sum.conversations))) return false;
  }
  return true;
}

async function writeConversation(
  storage: BuildDependencies['storage'],
  conversation: ConversationToBuild,
  written: Written,
): Promise<void> {
  const { json, jsonl, sum, drawn, samplePairs } = written;
  let separator = '\n';
  for await (const line of readEnrichedFile(storage, conversation)) {
    if (line.kind === 'metadata') {
      const comma = sum.conversations === 0 ? '' : ',';
      await json.write(`${comma}\n{"conversation_metadata":${line.json},"training_pairs":[`);
      addLabels(sum, line.metadata);
    } else if (line.kind === 'pair') {
      if (drawn.has(sum.trainingPairs)) samplePairs.push(line.pair);
      sum.trainingPairs += 1;
      await json.write(`${separator}${line.json}`);
      await jsonl.write(`${line.json}\n`);
      separator = ',\n';
    } else await json.write('\n]}');
  }
}
