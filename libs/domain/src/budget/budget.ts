import { z } from 'zod';
import { smallestCapUsd } from './smallest-cap.ts';

const costCap = 'max_cost_usd must be an amount in US dollars above 0, or null for no cap.';
const tokenCap = 'max_tokens must be a whole number from 1, or null for no cap.';

const maxCostUsd = z
  .number(costCap)
  .min(smallestCapUsd, costCap)
  .max(1_000_000, costCap)
  .nullable()
  .describe('Hard cap in US dollars; null for none');
const maxTokens = z
  .int(tokenCap)
  .min(1, tokenCap)
  .nullable()
  .describe('Hard cap on tokens, prompt and answer together; null for none');

/** What is spent, set aside and allowed in a calendar month. */
export const monthlyBudgetSchema = z
  .object({
    month: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .describe('In UTC, such as `2026-11`'),
    max_cost_usd: maxCostUsd,
    max_tokens: maxTokens,
    spent_usd: z.number().min(0),
    reserved_usd: z.number().min(0).describe('Set aside for calls under way'),
    spent_tokens: z.int().min(0),
    reserved_tokens: z.int().min(0),
    price_date: z.iso.date().describe('The day of the prices that are used for the configured models'),
  })
  .meta({ id: 'MonthlyBudget' });
export type MonthlyBudget = z.infer<typeof monthlyBudgetSchema>;

const atLeastOne = { message: 'Name at least one of max_cost_usd and max_tokens.' };

/** Caps, each of which stays as it is when it is left out. */
const capsSchema = z.strictObject({ max_cost_usd: maxCostUsd.optional(), max_tokens: maxTokens.optional() });

/** Body of `PUT /api/budget`: caps of every month from now on. */
export const setMonthlyBudgetSchema = capsSchema
  .refine((body) => Object.keys(body).length > 0, atLeastOne)
  .meta({ id: 'SetMonthlyBudget' });

/** Body of `PUT /api/auto-train-batches/:id/budget`: caps of a run. */
export const raiseRunBudgetSchema = capsSchema
  .refine((body) => Object.keys(body).length > 0, atLeastOne)
  .meta({ id: 'RaiseRunBudget' });
