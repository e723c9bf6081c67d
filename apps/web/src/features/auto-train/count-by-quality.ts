import { formatQuality } from '../../app/format-amounts.ts';
import type { AcceptedExample } from './batch-news.ts';

/** How many examples have each score that occurs, the lowest score first. */
export function countByQuality(examples: readonly AcceptedExample[]): { quality: string; count: number }[] {
  const counts = new Map<number, number>();
  for (const { quality } of examples) counts.set(quality, (counts.get(quality) ?? 0) + 1);
  return [...counts]
    .toSorted(([one], [other]) => one - other)
    .map(([quality, count]) => ({ quality: formatQuality(quality), count }));
}
