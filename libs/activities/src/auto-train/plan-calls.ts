import type { CallToReserve } from '@understudy/db/budget/reserve';
import { judgementMaxOutputTokens } from '@understudy/domain/auto-train/judge-request';
import type { ItemPlan } from '@understudy/domain/auto-train/item-plan';
import { composeStoryRequest, storyMaxOutputTokens } from '@understudy/domain/auto-train/story-request';
import { voteMaxOutputTokens } from '@understudy/domain/auto-train/vote-request';
import { estimateReserve } from '@understudy/domain/budget/cost';
import type { ChatModelMessage } from '../providers/chat-model.ts';
import type { AttemptAccount } from './attempt-account.ts';
import { callKeyOf } from './call-key.ts';
import type { Lane } from './lane-state.ts';

/** Members from which on a vote says something: of two candidates each member can only choose the other's. */
export const leastVoters = 3;

/** Characters of the JSON schema and the instructions of a request, at most. */
const requestFrameCharacters = 2_500;
/** Characters of a story that is passed on to voters and the judge, for the estimate: four to a token. */
const storyCharacters = storyMaxOutputTokens * 4;

/** All calls that an attempt at an item may make, with what they may cost at most. */
export function planCalls(lane: Lane, itemIndex: number, attempt: number, plan: ItemPlan): CallToReserve[] {
  const { ensemble, judgeModel } = lane.settings;
  const { user } = composeStoryRequest(plan);
  const call = (
    purpose: 'write' | 'vote' | 'judge',
    member: number,
    model: string,
    promptCharacters: number,
    maxOutputTokens: number,
  ): CallToReserve => ({
    callKey: callKeyOf(itemIndex, attempt, purpose, member),
    model,
    ...amountOf(model, promptCharacters, maxOutputTokens),
  });
  const frame = requestFrameCharacters + user.length;
  const others = (ensemble.length - 1) * storyCharacters;
  return [
    ...ensemble.map(({ model }, member) => call('write', member, model, frame, storyMaxOutputTokens)),
    ...(ensemble.length < leastVoters
      ? []
      : ensemble.map(({ model }, member) =>
          call('vote', member, model, frame + others, voteMaxOutputTokens),
        )),
    ...(judgeModel === null
      ? []
      : [call('judge', 0, judgeModel, frame + storyCharacters, judgementMaxOutputTokens)]),
  ];
}

/** Sets money aside for a repair, which no attempt counts on; false when a cap does not allow it. */
export async function reserveRepair(
  lane: Lane,
  account: AttemptAccount,
  callKey: string,
  model: string,
  messages: readonly ChatModelMessage[],
  { maxOutputTokens }: { maxOutputTokens: number },
): Promise<boolean> {
  const characters = messages.reduce((sum, { content }) => sum + content.length, requestFrameCharacters);
  const calls = [{ callKey, model, ...amountOf(model, characters, maxOutputTokens) }];
  const refusal = await lane.writers.reserve({ calls, settlements: [] });
  if (refusal === null) account.reserved(calls);
  return refusal === null;
}

function amountOf(model: string, promptCharacters: number, maxOutputTokens: number) {
  const { usd, tokens } = estimateReserve({ model, promptCharacters, maxOutputTokens });
  return { usd, tokens };
}
