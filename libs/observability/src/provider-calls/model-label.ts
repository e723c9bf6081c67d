import { findModelPrice } from '@understudy/domain/budget/prices';

/**
 * A model's name as a label of metrics. Users choose and train models, so there is no end of names, and a tuned model's
 * name carries its owner's: one that the installation is configured with stays as it is, one with a price becomes its
 * row in the list (`gpt-4o-mini`, `ft:gpt-4o-mini`), and all others are `other`.
 */
export function modelLabel(model: string, configured: ReadonlySet<string>): string {
  if (configured.has(model)) return model;
  return findModelPrice(model)?.model ?? 'other';
}
