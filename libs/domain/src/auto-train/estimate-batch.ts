import { z } from 'zod';
import { costOf, estimateReserve } from '../budget/cost.ts';
import { modelPrices, priceDateOf, type ModelPrice } from '../budget/prices.ts';
import type { ModelRequestText } from '../style/compose-analysis-request.ts';
import type { EnsembleMember } from './auto-train-request.ts';
import { genres } from './genres.ts';
import { planItem } from './item-plan.ts';
import { composeJudgeRequest, judgementMaxOutputTokens } from './judge-request.ts';
import { composeStoryRequest, storyMaxOutputTokens } from './story-request.ts';
import { composeVoteRequest, voteMaxOutputTokens } from './vote-request.ts';

/** What one example, or a whole batch, is expected to take. */
export const batchEstimateSchema = z
  .object({
    calls_per_example: z.int().min(1).describe('Candidates, votes and judgement of one attempt'),
    calls: z.int().min(1).describe('Of the batch, without replacements'),
    estimated_cost_usd: z.number().min(0).describe('With stories of the length that is asked for'),
    highest_cost_usd: z.number().min(0).describe('With every answer at its limit; without replacements'),
    price_date: z.iso.date().describe('The day of the prices that were used'),
  })
  .meta({ id: 'AutoTrainEstimate' });
export type BatchEstimate = z.infer<typeof batchEstimateSchema>;

/** Who works on a batch. */
export type EstimatedEnsemble = {
  ensemble: readonly Pick<EnsembleMember, 'model'>[];
  judgeModel: string | null;
};

/** Characters to a token of English text, as the common tokenizers cut it. */
const CHARACTERS_PER_TOKEN = 4;
/** A story in the middle of what is asked for, 400 to 750 characters. */
const STORY_CHARACTERS = 600;
/** Tokens of such a story with its title and the JSON around it; of a vote or judgement with its sentence. */
const STORY_ANSWER_TOKENS = 190;
const VERDICT_ANSWER_TOKENS = 40;

/**
 * Provider calls for one attempt at one example: every member writes; of three or more every member votes too, since
 * with two there is nothing to choose; a judge scores the winner.
 *
 * @param members size of the ensemble, from 1
 */
export function callsPerExample(members: number, withJudge: boolean): number {
  return members + (members > 2 ? members : 0) + (withJudge ? 1 : 0);
}

/** Estimates a batch of `numExamples` (from 1) by requests of the size that its own have. */
export function estimateBatch(
  numExamples: number,
  { ensemble, judgeModel }: EstimatedEnsemble,
  prices: readonly ModelPrice[] = modelPrices,
): BatchEstimate {
  const calls = callsOf(ensemble, judgeModel);
  const expected = sum(calls, ({ model, promptCharacters, answerTokens }) => {
    const inputTokens = Math.ceil(promptCharacters / CHARACTERS_PER_TOKEN);
    return costOf(model, { inputTokens, outputTokens: answerTokens }, prices).usd;
  });
  const highest = sum(calls, (call) => estimateReserve(call, prices).usd);
  const models = [...ensemble.map(({ model }) => model), ...(judgeModel === null ? [] : [judgeModel])];
  return {
    calls_per_example: calls.length,
    calls: calls.length * numExamples,
    estimated_cost_usd: toMicroDollars(expected * numExamples),
    highest_cost_usd: toMicroDollars(highest * numExamples),
    price_date: priceDateOf(models, prices),
  };
}

type EstimatedCall = {
  model: string;
  promptCharacters: number;
  maxOutputTokens: number;
  answerTokens: number;
};

function callsOf(ensemble: EstimatedEnsemble['ensemble'], judgeModel: string | null): EstimatedCall[] {
  const plan = planItem({ seedNumber: 0, genres, itemIndex: 0, attempt: 1 });
  const story = 's'.repeat(STORY_CHARACTERS);
  const candidates = ensemble.map((_, member) => ({ member, title: 'A title of words', story }));
  const write = ensemble.map(({ model }) => ({
    model,
    promptCharacters: sizeOf(composeStoryRequest(plan)),
    maxOutputTokens: storyMaxOutputTokens,
    answerTokens: STORY_ANSWER_TOKENS,
  }));
  const verdict = (model: string, request: ModelRequestText, maxOutputTokens: number) => ({
    model,
    promptCharacters: sizeOf(request),
    maxOutputTokens,
    answerTokens: VERDICT_ANSWER_TOKENS,
  });
  const voters = ensemble.length > 2 ? ensemble : [];
  const votes = voters.map(({ model }, voter) =>
    verdict(model, composeVoteRequest(plan, candidates, voter), voteMaxOutputTokens),
  );
  const judgements =
    judgeModel === null
      ? []
      : [verdict(judgeModel, composeJudgeRequest(plan, story), judgementMaxOutputTokens)];
  return [...write, ...votes, ...judgements];
}

function sizeOf({ system, user }: ModelRequestText): number {
  return system.length + user.length;
}

function sum<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}

function toMicroDollars(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}
