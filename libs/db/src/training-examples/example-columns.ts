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
