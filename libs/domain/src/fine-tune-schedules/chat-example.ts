import { classifyPattern } from '../conversations/pattern-type.ts';
import { exampleOfView } from '../training-center/examples/example-view.ts';
import type { TrainingExample } from '../training-center/examples/training-example.ts';

/** A chat turn that somebody has rated. */
export type RatedTurn = {
  chatMessageId: string;
  message: string;
  reply: string;
  /** 1 to 5. */
  rating: number;
};

/** An example out of a chat turn, with its labels. */
export type ChatExample = {
  chatMessageId: string;
  example: TrainingExample;
  patternType: string;
  /** 0–1: the rating's place between 1 and 5, so that 4 is above the 0.7 that counts as good. */
  qualityScore: number;
};

/** The training example that a well-rated chat turn is. */
export function toChatExample({ chatMessageId, message, reply, rating }: RatedTurn): ChatExample {
  const view = { instruction: message, context: null, response: reply, rejectedResponse: null };
  return {
    chatMessageId,
    example: exampleOfView(view),
    patternType: classifyPattern(message, reply),
    qualityScore: (rating - 1) / 4,
  };
}
