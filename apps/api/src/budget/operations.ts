import { getBudget, setBudget } from '@understudy/db/budget/user-budget';
import { monthlyBudgetSchema, setMonthlyBudgetSchema } from '@understudy/domain/budget/budget';
import { monthKey } from '@understudy/domain/budget/ledger';
import { defineOperation } from '../http/operation.ts';
import { toMonthlyBudget } from './monthly-budget.ts';

const tag = 'Budget';

/** What a user spends in a month, and may spend. */
export const budgetOperations = [
  defineOperation({
    id: 'getBudget',
    method: 'get',
    path: '/api/budget',
    tag,
    summary: 'Read the budget of this month',
    description: [
      'Months are calendar months in UTC. Counted are calls of auto-train batches and of enrichment, and embeddings of',
      'documents and of stored examples. Training sessions, fine-tune jobs and chat, with its search for knowledge, are',
      'not counted.',
    ].join(' '),
    security: 'bearer',
    responses: { 200: { description: 'Caps, and what is spent and set aside', schema: monthlyBudgetSchema } },
    handler: async ({ dependencies: { database, autoTrain }, principal }) => {
      const month = monthKey(new Date());
      const account = await database.asUser(principal.user, (tx) => getBudget(tx, month));
      return { status: 200, body: toMonthlyBudget(month, account, autoTrain) };
    },
  }),
  defineOperation({
    id: 'setBudget',
    method: 'put',
    path: '/api/budget',
    tag,
    summary: 'Set the caps of each month',
    description: [
      'A cap that is left out stays; null takes it away. Caps hold from the next call on, also where more is spent',
      'already. Runs that wait for a higher cap go on when they are resumed.',
    ].join(' '),
    security: 'bearer',
    body: setMonthlyBudgetSchema,
    responses: { 200: { description: 'The budget of this month', schema: monthlyBudgetSchema } },
    handler: async ({ dependencies: { database, autoTrain }, principal, body }) => {
      const month = monthKey(new Date());
      const account = await database.asUser(principal.user, async (tx) => {
        const { capUsd, capTokens } = await getBudget(tx, month);
        const { max_cost_usd: monthlyCostUsd = capUsd, max_tokens: monthlyTokens = capTokens } = body;
        await setBudget(tx, { monthlyCostUsd, monthlyTokens });
        return getBudget(tx, month);
      });
      return { status: 200, body: toMonthlyBudget(month, account, autoTrain) };
    },
  }),
];
