import { z } from 'zod';
import { checklistSchema, computeChecklist, isReady, type ChecklistFacts } from './quality-checklist.ts';
import { balanceOf, balanceSchema } from './scaffolding.ts';

/** How good a training file is, in figures. */
export const qualitySummarySchema = z
  .object({
    average_quality_score: z.number().min(1).max(5).nullable().describe('Of its conversations, 1–5'),
    average_pairs_per_conversation: z.number().min(0).nullable(),
    balance: z.object({
      personas: balanceSchema,
      emotional_arcs: balanceSchema,
      training_topics: balanceSchema,
    }),
    ready: z.boolean().describe('Whether every item of the checklist that figures decide has passed'),
    checklist: checklistSchema,
  })
  .meta({ id: 'TrainingFileQualitySummary' });
export type QualitySummary = z.infer<typeof qualitySummarySchema>;

/** Sums up how good a training file is. */
export function summariseQuality(facts: ChecklistFacts): QualitySummary {
  const { averageQuality, conversations, trainingPairs, scaffolding } = facts;
  const checklist = computeChecklist(facts);
  return {
    average_quality_score: averageQuality === null ? null : hundredths(averageQuality),
    average_pairs_per_conversation: conversations === 0 ? null : hundredths(trainingPairs / conversations),
    balance: {
      personas: balanceOf(scaffolding.personas),
      emotional_arcs: balanceOf(scaffolding.emotional_arcs),
      training_topics: balanceOf(scaffolding.training_topics),
    },
    ready: isReady(checklist),
    checklist,
  };
}

const hundredths = (figure: number) => Math.round(figure * 100) / 100;
