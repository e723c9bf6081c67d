import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';

const budgetKey = ['budget'] as const;

/** What is spent and allowed this month. */
export function useMonthlyBudget() {
  return useQuery({
    queryKey: budgetKey,
    queryFn: ({ signal }) => unwrap(client.GET('/api/budget', { signal })),
  });
}

/** Sets the cap on what a month may cost; null for none. */
export function useSetMonthlyCap(onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (maxCostUsd: number | null) =>
      unwrap(client.PUT('/api/budget', { body: { max_cost_usd: maxCostUsd } })),
    onSuccess: (budget) => {
      queries.setQueryData(budgetKey, budget);
      onDone();
    },
  });
}
