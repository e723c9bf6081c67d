import {
  composeJudgeRequest,
  judgementMaxOutputTokens,
  storyJudgementJsonSchema,
  storyJudgementSchema,
  storyJudgementSchemaName,
} from '@understudy/domain/auto-train/judge-request';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { askMember } from './ask-member.ts';
import { callKeyOf } from './call-key.ts';
import type { Lane } from './lane-state.ts';
import type { Attempt } from './write-candidates.ts';

/** The judge's score of a story, 0 to 10; null where no judge is configured, or where it gave no usable answer. */
export async function judgeStory(
  lane: Lane,
  { itemIndex, attempt, plan, ...asking }: Attempt,
  story: string,
): Promise<number | null> {
  const model = lane.settings.judgeModel;
  if (model === null) return null;
  try {
    const judgement = await askMember(lane, asking, {
      callKey: callKeyOf(itemIndex, attempt, 'judge', 0),
      model,
      timeoutMs: undefined,
      text: composeJudgeRequest(plan, story),
      schema: storyJudgementSchema,
      answerSchema: { name: storyJudgementSchemaName, schema: storyJudgementJsonSchema },
      maxOutputTokens: judgementMaxOutputTokens,
      first: false,
    });
    return judgement.score;
  } catch (error) {
    const unusable = error instanceof UnderstudyError && error.code === 'provider_answer_invalid';
    if (unusable) return null;
    throw error;
  }
}
