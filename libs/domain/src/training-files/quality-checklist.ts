import { z } from 'zod';
import { balanceOf, type ScaffoldingDistribution } from './scaffolding.ts';

/** What the checklist asks of a training file before it is used for fine-tuning (seed 003). */
export const checklistThresholds = {
  conversations: { required: 10, recommended: 20, most: 80 },
  averageQuality: 3.5,
  /** Largest share that one persona, arc or topic may have for a distribution to count as reasonable. */
  largestShare: 0.6,
  trainingPairs: { required: 100, recommended: 500 },
  reviewedPairs: { least: 5, most: 10 },
} as const;

/** The items of the checklist, in the order of the seed. */
export const checklistCodes = [
  'conversation_count',
  'quality_scores',
  'scaffolding_balance',
  'training_pairs',
  'json_validation',
  'jsonl_format',
  'manual_review',
] as const;

/**
 * `passed` and `failed` by figures; `pending` where the artefact is not built yet; `manual` where a person has to look.
 */
export const checklistStatuses = ['passed', 'failed', 'pending', 'manual'] as const;

const checklistItemSchema = z
  .object({
    code: z.enum(checklistCodes),
    title: z.string(),
    status: z.enum(checklistStatuses),
    value: z.number().nullable().describe('What was counted or measured'),
    required: z.number().nullable(),
    recommended: z.string().nullable(),
    detail: z.string().describe('What was found, and what to do about it'),
  })
  .meta({ id: 'TrainingFileChecklistItem' });
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

export const checklistSchema = z.array(checklistItemSchema);

/** What was found when an artefact was read back after it was built. */
export const artefactFactsSchema = z.object({
  jsonValid: z.boolean(),
  jsonlPairs: z.int().min(0),
  nullResponses: z.int().min(0),
});

/** What the checklist is computed from. */
export type ChecklistFacts = {
  conversations: number;
  /** 1–5; null without a conversation. */
  averageQuality: number | null;
  scaffolding: ScaffoldingDistribution;
  trainingPairs: number;
  /** Null before the first artefact is built. */
  artefact: z.infer<typeof artefactFactsSchema> | null;
};

/** The seed's quality control checklist, computed. */
export function computeChecklist(facts: ChecklistFacts): ChecklistItem[] {
  return [
    conversationCount(facts),
    qualityScores(facts),
    scaffoldingBalance(facts),
    trainingPairs(facts),
    jsonValidation(facts),
    jsonlFormat(facts),
    manualReview(facts),
  ];
}

/** Whether every item that figures decide has passed. */
export function isReady(checklist: readonly ChecklistItem[]): boolean {
  return checklist.every(({ status }) => status === 'passed' || status === 'manual');
}

const verdict = (holds: boolean) => (holds ? ('passed' as const) : ('failed' as const));
const formatted = (count: number) => count.toLocaleString('en');

function conversationCount({ conversations }: ChecklistFacts): ChecklistItem {
  const { required, recommended, most } = checklistThresholds.conversations;
  const missing = required - conversations;
  return {
    code: 'conversation_count',
    title: 'Conversation count',
    status: verdict(missing <= 0),
    value: conversations,
    required,
    recommended: `${recommended}–${most}`,
    detail:
      missing > 0
        ? `${formatted(conversations)} of at least ${required} conversations. Add ${missing} more.`
        : `${formatted(conversations)} conversations.${conversations < recommended ? ` ${recommended} or more are better.` : ''}`,
  };
}

function qualityScores({ averageQuality }: ChecklistFacts): ChecklistItem {
  const required = checklistThresholds.averageQuality;
  const holds = averageQuality !== null && averageQuality >= required;
  const average = averageQuality?.toFixed(2) ?? 'unknown';
  return {
    code: 'quality_scores',
    title: 'Quality scores',
    status: verdict(holds),
    value: averageQuality,
    required,
    recommended: null,
    detail: holds
      ? `The average quality score is ${average} of 5.`
      : `The average quality score is ${average} of 5; production use needs ${required}. Leave the weakest conversations out.`,
  };
}

function scaffoldingBalance({ scaffolding }: ChecklistFacts): ChecklistItem {
  const most = checklistThresholds.largestShare;
  const dimensions = [
    ['persona', balanceOf(scaffolding.personas)],
    ['emotional arc', balanceOf(scaffolding.emotional_arcs)],
    ['topic', balanceOf(scaffolding.training_topics)],
  ] as const;
  const largest = Math.max(...dimensions.map(([, balance]) => balance.largest_share));
  const uneven = dimensions.filter(([, { labels, largest_share }]) => labels === 0 || largest_share > most);
  const found = uneven.map(([name, { largest: label, largest_share }]) =>
    label === null
      ? `no ${name}`
      : `${Math.round(largest_share * 100)} % have the ${name} “${label.replaceAll('_', ' ')}”`,
  );
  return {
    code: 'scaffolding_balance',
    title: 'Scaffolding balance',
    status: verdict(uneven.length === 0),
    value: largest,
    required: most,
    recommended: null,
    detail:
      uneven.length === 0
        ? `No persona, emotional arc or topic has more than ${most * 100} % of the conversations.`
        : `${found.join(', ')}; at most ${most * 100} % is reasonable. Add conversations of other kinds.`,
  };
}

function trainingPairs({ trainingPairs: pairs }: ChecklistFacts): ChecklistItem {
  const { required, recommended } = checklistThresholds.trainingPairs;
  const missing = required - pairs;
  return {
    code: 'training_pairs',
    title: 'Training pairs',
    status: verdict(missing <= 0),
    value: pairs,
    required,
    recommended: `${recommended}+`,
    detail:
      missing > 0
        ? `${formatted(pairs)} of at least ${required} training pairs. Add conversations with ${missing} more.`
        : `${formatted(pairs)} training pairs.${pairs < recommended ? ` ${recommended} or more are better.` : ''}`,
  };
}

const notBuilt = 'Is checked when the file is built.';

function jsonValidation({ artefact }: ChecklistFacts): ChecklistItem {
  return {
    code: 'json_validation',
    title: 'JSON validation',
    status: artefact === null ? 'pending' : verdict(artefact.jsonValid),
    value: null,
    required: null,
    recommended: null,
    detail:
      artefact === null
        ? notBuilt
        : artefact.jsonValid
          ? 'The JSON file was read back and parsed without a fault.'
          : 'The JSON file does not parse. Build it again.',
  };
}

function jsonlFormat({ artefact, trainingPairs: pairs }: ChecklistFacts): ChecklistItem {
  const holds = artefact !== null && artefact.nullResponses === 0 && artefact.jsonlPairs > 0;
  return {
    code: 'jsonl_format',
    title: 'JSONL format',
    status: artefact === null ? 'pending' : verdict(holds),
    value: artefact?.jsonlPairs ?? null,
    required: artefact === null ? null : pairs,
    recommended: null,
    detail:
      artefact === null
        ? notBuilt
        : `${formatted(artefact.jsonlPairs)} lines with one pair each, ${artefact.nullResponses === 0 ? 'none' : formatted(artefact.nullResponses)} with a null target_response.`,
  };
}

function manualReview({ trainingPairs: pairs }: ChecklistFacts): ChecklistItem {
  const { least, most } = checklistThresholds.reviewedPairs;
  return {
    code: 'manual_review',
    title: 'Manual review',
    status: 'manual',
    value: Math.min(most, pairs),
    required: least,
    recommended: `${least}–${most}`,
    detail: `Read the ${Math.min(most, pairs)} pairs that were drawn from the whole file, and judge them yourself.`,
  };
}
