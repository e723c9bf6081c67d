import { exampleOfView, type ExampleView } from '@understudy/domain/training-center/examples/example-view';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import { valuesOfExample } from '../training-examples/example-values.ts';

/** An example of texts alone. */
export function plainExample(view: Partial<ExampleView>): TrainingExample {
  return exampleOfView({
    instruction: 'Did you win?',
    context: null,
    response: 'Of course I did, and it was a long fight that nobody there forgot.',
    rejectedResponse: null,
    ...view,
  });
}

/** An example with all labels that it has once it is stored. Its genre stays. */
export function labelledExample(example: TrainingExample, qualityScore: number): TrainingExample {
  const { genre } = example.labels ?? {};
  const labels = { pattern_type: 'answer', quality_score: qualityScore, source: 'import' };
  return { ...example, labels: genre === undefined ? labels : { ...labels, genre } };
}

/** Stores examples one after the other, with their labels or with those of an example that has none. Returns their IDs. */
export async function seedExamples(
  tx: Transaction,
  examples: readonly TrainingExample[],
  avatarId: string | null = null,
): Promise<string[]> {
  const rows = examples.map((example) => ({
    id: newId(),
    avatarId,
    ...valuesOfExample(example),
    patternType: example.labels?.pattern_type ?? 'example',
    genre: example.labels?.genre ?? null,
    qualityScore: example.labels?.quality_score ?? 0.5,
    source: example.labels?.source ?? 'manual',
  }));
  if (rows.length > 0) await tx.insert(avatarTrainingExamples).values(rows);
  return rows.map(({ id }) => id);
}
