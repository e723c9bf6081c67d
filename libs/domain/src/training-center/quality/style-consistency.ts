import { z } from 'zod';
import { measureStyle } from '../../style/measured-style.ts';
import { percentile, roundRate } from '../../style/statistics.ts';

/** Measures of a response that a style is told by. */
export const styleMeasures = ['formality', 'words', 'emoji'] as const;
export type StyleMeasure = (typeof styleMeasures)[number];

export const styleConsistencySchema = z
  .object({
    examined: z.int().min(0).describe('Responses that were measured: a sample of large sets'),
    score: z
      .number()
      .min(0)
      .max(1)
      .describe('Share of the responses that are like the others in every measure'),
    measures: z.array(
      z.object({
        measure: z.enum(styleMeasures),
        median: z.number(),
        deviation: z.number().min(0).describe('Median absolute deviation from the median'),
      }),
    ),
    outlier_ids: z.array(z.string()),
  })
  .meta({ id: 'TrainingStyleConsistency' });
export type StyleConsistency = z.infer<typeof styleConsistencySchema>;

/** A response to be measured. */
export type StyleSample = { id: string; response: string };

/** Beyond this modified z-score a value is an outlier (Iglewicz and Hoaglin 1993, "How to Detect and Handle Outliers"). */
const OUTLIER_SCORE = 3.5;

/** Makes the median absolute deviation comparable to a standard deviation of normal values (same source). */
const NORMAL_SCALE = 0.6745;

/** Differences smaller than these are no other style, however alike the rest is. */
const leastDeviation: Record<StyleMeasure, number> = { formality: 0.05, words: 0.25, emoji: 0.5 };

/** Responses with fewer tell nothing about the others. */
const MIN_RESPONSES = 10;

/** A response that has been measured. */
export type MeasuredResponse = { id: string; values: Record<StyleMeasure, number> };

/** Measures a response, which takes about a millisecond. */
export function measureResponse({ id, response }: StyleSample): MeasuredResponse {
  return { id, values: measuresOf(response) };
}

/**
 * How alike the responses are in style: formality as `measureStyle` counts it, the logarithm of the number of words, and
 * emoji per response. A response that is far from the median of all, by the median absolute deviation, is an outlier.
 * @returns null for fewer than ten responses
 */
export function styleConsistencyOf(measured: readonly MeasuredResponse[]): StyleConsistency | null {
  if (measured.length < MIN_RESPONSES) return null;
  const measures = styleMeasures.map((measure) =>
    spreadOf(
      measure,
      measured.map(({ values }) => values[measure]),
    ),
  );
  const isOutlier = (values: Record<StyleMeasure, number>) =>
    measures.some(({ measure, median, deviation }) => {
      const spread = Math.max(deviation, leastDeviation[measure]);
      return (NORMAL_SCALE * Math.abs(values[measure] - median)) / spread > OUTLIER_SCORE;
    });
  const outliers = measured.filter(({ values }) => isOutlier(values)).map(({ id }) => id);
  return {
    examined: measured.length,
    score: roundRate(1 - outliers.length / measured.length),
    measures,
    outlier_ids: outliers,
  };
}

function measuresOf(response: string): Record<StyleMeasure, number> {
  const style = measureStyle([response]);
  return { formality: style.formality.score, words: Math.log(1 + style.word_count), emoji: style.emoji_rate };
}

function spreadOf(measure: StyleMeasure, values: readonly number[]): StyleConsistency['measures'][number] {
  const median = medianOf(values);
  return { measure, median, deviation: medianOf(values.map((value) => Math.abs(value - median))) };
}

const medianOf = (values: readonly number[]): number =>
  percentile(
    values.toSorted((one, other) => one - other),
    0.5,
  );
