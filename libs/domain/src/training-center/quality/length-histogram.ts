import { z } from 'zod';
import { exampleRules } from '../examples/example-rules.ts';

/** Lower bounds of the buckets in characters; the recommended lengths are bounds, so that the buckets show who is outside. */
export const lengthBounds = [
  ...[0, exampleRules.shortestResponse, 100, 200, 400, 800, 1_600, exampleRules.longestResponse + 1, 6_000],
];

export const lengthHistogramSchema = z
  .object({
    count: z.int().min(0),
    mean: z.number().min(0).describe('Characters, rounded to one decimal'),
    shortest: z.int().min(0),
    longest: z.int().min(0),
    buckets: z.array(
      z.object({
        from: z.int().min(0).describe('Characters'),
        to: z.int().min(0).nullable().describe('Characters, included; null for the last bucket'),
        count: z.int().min(0),
        within_rules: z.boolean().describe('Whether this is a recommended length of a response'),
      }),
    ),
  })
  .meta({ id: 'TrainingLengthHistogram' });
export type LengthHistogram = z.infer<typeof lengthHistogramSchema>;

/** Counts lengths into the buckets; holds nothing but counts. */
export class LengthCounter {
  readonly #counts = lengthBounds.map(() => 0);
  #total = 0;
  #count = 0;
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;

  /** Counts one length in characters. */
  add(characters: number): void {
    const bucket = lengthBounds.findLastIndex((bound) => characters >= bound);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count += 1;
    this.#total += characters;
    this.#shortest = Math.min(this.#shortest, characters);
    this.#longest = Math.max(this.#longest, characters);
  }

  /** The histogram so far. */
  histogram(): LengthHistogram {
    return {
      count: this.#count,
      mean: this.#count === 0 ? 0 : Math.round((this.#total / this.#count) * 10) / 10,
      shortest: this.#count === 0 ? 0 : this.#shortest,
      longest: this.#longest,
      buckets: lengthBounds.map((from, index) => {
        const next = lengthBounds[index + 1];
        return {
          from,
          to: next === undefined ? null : next - 1,
          count: this.#counts[index] ?? 0,
          within_rules: from >= exampleRules.shortestResponse && from <= exampleRules.longestResponse,
        };
      }),
    };
  }
}
