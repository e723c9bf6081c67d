import { toUnitQuality } from '@understudy/domain/auto-train/quality-score';
import { askTogether } from '../ask-together.ts';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import type { RunRow } from '../runs/run-mapping.ts';
import { trainingExampleSignatures } from '../schema/training-example-signatures.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import { contentDigestOf } from '../training-examples/content-digest.ts';
import { toBandKeys, toSignatureBytes } from '../training-examples/near-duplicates.ts';
import type { AcceptedItem } from './item-result.ts';

/** `source` of the training examples that auto-train generates. */
export const autoTrainSource = 'auto_train';

/** Stores the stories of accepted items as training examples, with the signatures by which they are found. */
export async function insertExamples(
  tx: Transaction,
  run: RunRow,
  batchId: string,
  items: readonly AcceptedItem[],
): Promise<void> {
  const examples = items.map((item) => ({
    id: newId(),
    avatarId: run.avatarId,
    batchId,
    itemIndex: item.itemIndex,
    instruction: item.instruction,
    response: item.story,
    patternType: 'story',
    genre: item.genre,
    qualityScore: toUnitQuality(item.qualityScore),
    source: autoTrainSource,
    contentDigest: contentDigestOf({ instruction: item.instruction, response: item.story }),
    signature: item.signature,
  }));
  const signatures = examples.map(({ id, signature }) => ({
    exampleId: id,
    bandKeys: toBandKeys(run.userId, signature),
    signature: toSignatureBytes(signature),
  }));
  await askTogether([
    () => insertRows(tx, avatarTrainingExamples, examples),
    () => insertRows(tx, trainingExampleSignatures, signatures),
  ]);
}
