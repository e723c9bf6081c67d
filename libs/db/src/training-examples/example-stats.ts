import { and, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { inScope, type ExampleScope } from './example-scope.ts';

/** What the examples of a scope are like, in numbers. Lengths are in characters. */
export type ExampleStats = {
  examples: number;
  preferencePairs: number;
  responseCharacters: number;
  instructionCharacters: number;
  bySource: Record<string, number>;
  byPatternType: Record<string, number>;
};

const groupsSchema = z.array(
  z.object({
    source: z.string(),
    pattern_type: z.string(),
    examples: z.int(),
    pairs: z.int(),
    response_characters: z.number(),
    instruction_characters: z.number(),
  }),
);

/** Counts the examples of a scope, in one pass. */
export async function exampleStats(tx: Transaction, scope: ExampleScope): Promise<ExampleStats> {
  const { rows } = await tx.execute(sql`
    select source, pattern_type, count(*)::integer as examples,
      (count(*) filter (where kind = 'preference'))::integer as pairs,
      sum(response_length)::double precision as response_characters,
      sum(char_length(instruction))::double precision as instruction_characters
    from ${examples} where ${and(mine(examples), inScope(scope))}
    group by source, pattern_type
  `);
  const stats: ExampleStats = {
    examples: 0,
    preferencePairs: 0,
    responseCharacters: 0,
    instructionCharacters: 0,
    bySource: {},
    byPatternType: {},
  };
  for (const group of groupsSchema.parse(rows)) {
    stats.examples += group.examples;
    stats.preferencePairs += group.pairs;
    stats.responseCharacters += group.response_characters;
    stats.instructionCharacters += group.instruction_characters;
    addTo(stats.bySource, group.source, group.examples);
    addTo(stats.byPatternType, group.pattern_type, group.examples);
  }
  return stats;
}

function addTo(counts: Record<string, number>, name: string, count: number): void {
  counts[name] = (counts[name] ?? 0) + count;
}
