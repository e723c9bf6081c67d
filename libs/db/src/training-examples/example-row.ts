import { exampleOfView, type ExampleView } from '@understudy/domain/training-center/examples/example-view';
import {
  trainingExampleSchema,
  type ExampleLabels,
  type TrainingExample,
} from '@understudy/domain/training-center/examples/training-example';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';

/** The columns that `ExampleRow` consists of. */
export const exampleColumns = {
  instruction: examples.instruction,
  context: examples.context,
  response: examples.response,
  rejectedResponse: examples.rejectedResponse,
  content: examples.content,
  patternType: examples.patternType,
  genre: examples.genre,
  qualityScore: examples.qualityScore,
  source: examples.source,
};

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
