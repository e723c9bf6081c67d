import { storableText } from '@understudy/db/storable-text';
import { classifyPattern } from '@understudy/domain/conversations/pattern-type';
import { pairQuality } from '@understudy/domain/conversations/pair-quality';
import type { ExampleView } from '@understudy/domain/training-center/examples/example-view';

/** Texts that somebody typed, as they can be stored. */
export function storableView({ instruction, context, response, rejectedResponse }: ExampleView): ExampleView {
  return {
    instruction: storableText(instruction),
    context: context === null ? null : storableText(context),
    response: storableText(response),
    rejectedResponse: rejectedResponse === null ? null : storableText(rejectedResponse),
  };
}

/** The labels of an example that has none: by the rules for exchanges of conversations. */
export function labelsOfView({ instruction, context, response }: ExampleView): {
  patternType: string;
  qualityScore: number;
} {
  const turn = { startedAt: null, endedAt: null, hasAttachment: false };
  const question = { ...turn, speaker: 'user', text: instruction };
  const answer = { ...turn, speaker: 'avatar', text: response };
  return {
    patternType: classifyPattern(instruction, response),
    qualityScore: pairQuality(question, answer, context),
  };
}
