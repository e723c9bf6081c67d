import { exampleOfView, type ExampleView } from '@understudy/domain/training-center/examples/example-view';
import {
  trainingExampleSchema,
  type ExampleLabels,
  type TrainingExample,
} from '@understudy/domain/training-center/examples/training-example';

/** What of a row an example is made of. */
export type ExampleRow = ExampleView & {
  /** Null where the texts are all of it. */
  content: unknown;
  patternType: string;
  genre: string | null;
  qualityScore: number;
  source: string;
};

/** The example that a row holds, with its labels. */
export function toTrainingExample(row: ExampleRow): TrainingExample {
  const labels = labelsOf(row);
  if (row.content === null) return exampleOfView(row, labels);
  return { ...trainingExampleSchema.parse(row.content), labels };
}

function labelsOf({ patternType, genre, qualityScore, source }: ExampleRow): ExampleLabels {
  return {
    pattern_type: patternType,
    ...(genre === null ? {} : { genre }),
    quality_score: qualityScore,
    source,
  };
}
