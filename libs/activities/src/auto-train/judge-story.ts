import {
  composeJudgeRequest,
  judgementMaxOutputTokens,
  storyJudgementJsonSchema,
  storyJudgementSchema,
  storyJudgementSchemaName,
} from '@understudy/domain/auto-train/judge-request';
import { askMember } from './ask-member.ts';
import { callKeyOf } from './call-key.ts';
import type { Lane } from './lane-state.ts';
import { attemptJudge } from './member-failures.ts';
import type { Attempt } from './write-candidates.ts';

/**
 * The judge's score of a story, 0 to 10; null where no judge is configured, or where it gave no usable answer, so that
 * the seed's rule decides alone.
 *
 * @throws what is no fault of the judge, such as the signal's reason
 */
export async function judgeStory(
  lane: Lane,
  { itemIndex, attempt, plan, ...asking }: Attempt,
  story: string,
): Promise<number | null> {
  const model = lane.settings.judgeModel;
  if (model === null) return null;
  const judgement = await attemptJudge(lane, () =>
    askMember(lane, asking, {
      callKey: callKeyOf(itemIndex, attempt, 'judge', 0),
      model,
      timeoutMs: undefined,
      text: composeJudgeRequest(plan, story),
      schema: storyJudgementSchema,
      answerSchema: { name: storyJudgementSchemaName, schema: storyJudgementJsonSchema },
      maxOutputTokens: judgementMaxOutputTokens,
      first: false,
    }),
  );
  return judgement?.score ?? null;
}
