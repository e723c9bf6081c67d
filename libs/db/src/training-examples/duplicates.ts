import { and, asc, eq, ne } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { inScope, type ExampleScope } from './example-scope.ts';

/** The first example of a scope that a model would learn the same from, other than `exceptId`; null where there is none. */
export async function findDuplicate(
  tx: Transaction,
  scope: ExampleScope,
  { contentDigest, exceptId }: { contentDigest: string; exceptId: string },
): Promise<string | null> {
  const [first] = await tx
    .select({ id: examples.id })
    .from(examples)
    .where(
      and(
        mine(examples),
        inScope(scope),
        eq(examples.contentDigest, contentDigest),
        ne(examples.id, exceptId),
      ),
    )
    .orderBy(asc(examples.id))
    .limit(1);
  return first?.id ?? null;
}
