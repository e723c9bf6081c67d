import { z } from 'zod';
import { smallestCapUsd } from '../budget/smallest-cap.ts';
import { clipText } from '../errors/clip-text.ts';
import { tooLong } from '../http/too-long.ts';
import { modelNameSchema } from '../model-name.ts';
import { genres } from './genres.ts';

/** Limits of a request. The seed's 1 to 500 examples; a deployment may raise the upper one to 100,000. */
export const autoTrainLimits = {
  defaultMaxExamples: 500,
  highestMaxExamples: 100_000,
  ensembleMembers: 7,
  concurrency: 200,
  maxSeed: 2 ** 32 - 1,
  /** Characters of an unknown genre that a message repeats. */
  quotedGenre: 60,
} as const;

/** A message for a field that is missing, of the wrong type or out of range: which field it is and what it may be. */
const field = (name: string, allowed: string) => ({ error: `${name} must be ${allowed}.` });

const unknownFields = {
  error: (issue: { code?: string | undefined; keys?: unknown }) =>
    issue.code === 'unrecognized_keys' && Array.isArray(issue.keys)
      ? `Unknown field: ${issue.keys.join(', ')}.`
      : undefined,
};

const bounded = (name: string, schema: z.ZodNumber, least: number, most: number, allowed: string) =>
  schema.min(least, field(name, allowed)).max(most, field(name, allowed));

const weight = field('weight', 'a number from 0.1 to 10');
const timeout = field('timeout_ms', 'a whole number of milliseconds from 1000 to 600000');

/** One model of an ensemble. */
export const ensembleMemberSchema = z
  .strictObject(
    {
      model: modelNameSchema('model').describe('A model of any configured provider'),
      weight: z
        .number(weight)
        .min(0.1, weight)
        .max(10, weight)
        .default(1)
        .describe('How much its vote counts'),
      timeout_ms: z
        .int(timeout)
        .min(1_000, timeout)
        .max(600_000, timeout)
        .optional()
        .describe('Longest wait for one answer; the member is left out of the vote after it'),
    },
    unknownFields,
  )
  .meta({ id: 'EnsembleMember' });
export type EnsembleMember = z.infer<typeof ensembleMemberSchema>;

const cap = field('max_cost_usd', 'an amount in US dollars above 0');
const tokens = field('max_tokens', 'a whole number from 1');

/** Hard caps of a run. Reaching one pauses the run; raising it lets the run go on. */
export const autoTrainBudgetSchema = z
  .strictObject(
    {
      max_cost_usd: z.number(cap).min(smallestCapUsd, cap).max(1_000_000, cap).optional(),
      max_tokens: z.int(tokens).min(1, tokens).optional().describe('Prompt and answer together'),
    },
    unknownFields,
  )
  .meta({ id: 'AutoTrainBudget' });
export type AutoTrainBudget = z.infer<typeof autoTrainBudgetSchema>;

const allGenres = genres.join(', ');
const genreList = field(
  'genres',
  `a list of one or more different genres out of ${allGenres}, or null for all`,
);
const ensemble = field('ensemble', `a list of 1 to ${String(autoTrainLimits.ensembleMembers)} models`);

const namedGenre = z.enum(genres, {
  error: ({ input }) =>
    `genres: ${typeof input === 'string' ? `"${clipText(input, autoTrainLimits.quotedGenre)}"` : 'this'} is not a genre; choose from ${allGenres}.`,
});

/** A list that is not looked through where it is too long: that is one fault, and not one for each entry. */
const shortList = <List extends z.ZodType>(most: number, { error }: { error: string }, list: List) =>
  z.preprocess((entries, context) => {
    if (!Array.isArray(entries) || entries.length <= most) return entries;
    context.addIssue({ code: 'custom', message: error });
    return z.NEVER;
  }, list);

/**
 * Body of `POST /auto-train`: the seed's four fields, and optional ones of ours. Each message names the field and what
 * is allowed.
 *
 * @param maxExamples most examples of one batch in this deployment, 500 unless configured
 */
export function autoTrainRequestSchema(maxExamples: number = autoTrainLimits.defaultMaxExamples) {
  const userId = field('user_id', 'the ID of the user, as in the bearer token');
  const count = `a whole number from 1 to ${String(maxExamples)}`;
  const seeds = `a whole number from 0 to ${String(autoTrainLimits.maxSeed)}`;
  const window = `a whole number from 1 to ${String(autoTrainLimits.concurrency)}`;
  return z
    .strictObject(
      {
        user_id: z
          .string(userId)
          .min(1, userId)
          .max(200, tooLong('user_id', 200))
          .describe('The subject of the bearer token'),
        num_examples: bounded(
          'num_examples',
          z.int(field('num_examples', count)),
          1,
          maxExamples,
          count,
        ).describe('Examples to generate'),
        genres: shortList(
          genres.length,
          genreList,
          z
            .array(namedGenre, genreList)
            .min(1, genreList)
            .max(genres.length, genreList)
            .refine((named) => new Set(named).size === named.length, genreList)
            .nullable()
            // Within the list's own schema: the description leaves out defaults of what is changed before.
            .default(null),
        ).describe('Genres to choose from; null for all'),
        store_in_memory: z
          .boolean(field('store_in_memory', 'true or false'))
          .default(false)
          .describe('Whether to store the examples as knowledge for retrieval as well'),
        avatar_id: z
          .uuid(field('avatar_id', 'the UUID of an avatar, or null'))
          .nullable()
          .default(null)
          .describe('Avatar the examples are for'),
        seed: bounded('seed', z.int(field('seed', seeds)), 0, autoTrainLimits.maxSeed, seeds)
          .optional()
          .describe('The same seed plans the same items; drawn and recorded when left out'),
        ensemble: shortList(
          autoTrainLimits.ensembleMembers,
          ensemble,
          z
            .array(ensembleMemberSchema, ensemble)
            .min(1, ensemble)
            .max(autoTrainLimits.ensembleMembers, ensemble),
        )
          .optional()
          .describe('Models that write and vote; the configured ones when left out'),
        judge_model: modelNameSchema('judge_model').optional().describe('Model that scores the winners'),
        concurrency: bounded(
          'concurrency',
          z.int(field('concurrency', window)),
          1,
          autoTrainLimits.concurrency,
          window,
        )
          .optional()
          .describe('Most provider calls at the same time'),
        budget: autoTrainBudgetSchema.optional(),
      },
      unknownFields,
    )
    .meta({ id: 'AutoTrainRequest' });
}
export type AutoTrainRequest = z.infer<ReturnType<typeof autoTrainRequestSchema>>;
