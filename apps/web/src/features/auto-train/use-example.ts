import type { AutoTrainItem } from '@understudy/domain/auto-train/auto-train-item';
import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';

/** Reads an item by its index: given to everything that shows examples of one batch. */
export const ItemLoader = createContext<(index: number) => Promise<AutoTrainItem>>(() =>
  Promise.reject(new Error('There is no batch around this.')),
);

/** An example with its text. It never changes, so it is read once while it is on screen or was a moment ago. */
export function useExample(batchId: string, index: number) {
  const load = use(ItemLoader);
  return useQuery({
    queryKey: ['auto-train', 'item', batchId, index],
    queryFn: () => load(index),
    staleTime: Infinity,
    gcTime: 60_000,
  });
}
