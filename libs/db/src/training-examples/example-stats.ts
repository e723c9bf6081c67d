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

type ExampleGroup = z.infer<typeof groupsSchema>[number];

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
  const groups = groupsSchema.parse(rows);
  const total = (count: (group: ExampleGroup) => number): number =>
    groups.reduce((sum, group) => sum + count(group), 0);
  return {
    examples: total(({ examples: count }) => count),
    preferencePairs: total(({ pairs }) => pairs),
    responseCharacters: total((group) => group.response_characters),
    instructionCharacters: total((group) => group.instruction_characters),
    bySource: countBy(groups, ({ source }) => source),
    byPatternType: countBy(groups, (group) => group.pattern_type),
  };
}

function countBy(groups: readonly ExampleGroup[], nameOf: (group: ExampleGroup) => string) {
  const counts = new Map<string, number>();
  for (const group of groups) {
    counts.set(nameOf(group), (counts.get(nameOf(group)) ?? 0) + group.examples);
  }
  return Object.fromEntries(counts);
}
