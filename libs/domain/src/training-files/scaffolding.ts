import { z } from 'zod';

/** How many conversations carry each label. */
const labelCountsSchema = z.record(z.string(), z.int().min(1));

/** The three things that a conversation is labelled by. */
export const scaffoldingDimensions = ['personas', 'emotional_arcs', 'training_topics'] as const;
export type ScaffoldingDimension = (typeof scaffoldingDimensions)[number];

/** Conversations of a training file by label, in each dimension. */
export const scaffoldingDistributionSchema = z
  .object({
    personas: labelCountsSchema,
    emotional_arcs: labelCountsSchema,
    training_topics: labelCountsSchema,
  })
  .meta({
    id: 'ScaffoldingDistribution',
    examples: [
      {
        personas: { pragmatic_optimist: 2, anxious_planner: 1 },
        emotional_arcs: { confusion_to_clarity: 3 },
        training_topics: { mortgage_payoff_strategy: 2, estate_planning_basics: 1 },
      },
    ],
  });
export type ScaffoldingDistribution = z.infer<typeof scaffoldingDistributionSchema>;

/** The distribution of no conversation. */
export const emptyScaffolding: ScaffoldingDistribution = {
  personas: {},
  emotional_arcs: {},
  training_topics: {},
};

/** How evenly conversations are spread over the labels of a dimension. */
export const balanceSchema = z.object({
  labels: z.int().min(0).describe('Different labels'),
  largest: z.string().nullable().describe('The most frequent label'),
  largest_share: z.number().min(0).max(1).describe('Share of the conversations that have it'),
  evenness: z
    .number()
    .min(0)
    .max(1)
    .describe('1: every label as often as any other; 0: one label only (Pielou: entropy ÷ ln of the labels)'),
});
export type Balance = z.infer<typeof balanceSchema>;

/**
 * How evenly conversations are spread over labels: the share of the largest label, and Pielou's evenness
 * J = H ÷ ln S, where H = −Σ p ln p over S labels (Pielou 1966). Nothing at all is in no balance: share and evenness 0.
 */
export function balanceOf(counts: Readonly<Record<string, number>>): Balance {
  const entries = Object.entries(counts).toSorted(([, one], [, other]) => other - one);
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const [largest] = entries;
  if (largest === undefined) return { labels: 0, largest: null, largest_share: 0, evenness: 0 };
  const shares = entries.map(([, count]) => count / total);
  const entropy = shares.reduce((sum, share) => sum - share * Math.log(share), 0);
  return {
    labels: entries.length,
    largest: largest[0],
    largest_share: rounded(largest[1] / total),
    evenness: entries.length === 1 ? 0 : rounded(Math.min(1, entropy / Math.log(entries.length))),
  };
}

const rounded = (share: number) => Math.round(share * 1000) / 1000;
