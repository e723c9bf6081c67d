import type { FineTuneSelection } from '../contracts/selection.ts';
import { eligibilityRules } from '../eligibility/eligibility-rules.ts';

/** Below this an example teaches more harm than good, and is used only where there would be too few to start with. */
export const leastUsefulQuality = 0.4;

/**
 * The automatic quality filter: the indices of the qualities that pass, in their order.
 *
 * - `ignore`: all.
 * - `require`: those above `min_quality`.
 * - `prefer`: those above it; while they are fewer than the recommended 50, the best of the others that are of 0.4 and
 *   more; and while there are fewer than the required 10, the best of what is left.
 *
 * @param qualities 0 to 1 each; of equal ones, earlier ones go first
 */
export function filterByQuality(
  qualities: readonly number[],
  { quality: rule, min_quality: least }: Pick<FineTuneSelection, 'quality' | 'min_quality'>,
): number[] {
  const all = qualities.map((quality, index) => ({ quality, index }));
  if (rule === 'ignore') return all.map(({ index }) => index);
  const good = all.filter(({ quality }) => quality > least);
  if (rule === 'require') return good.map(({ index }) => index);
  const { recommendedExamples, requiredExamples } = eligibilityRules;
  const others = all.filter(({ quality }) => quality <= least);
  others.sort((one, other) => other.quality - one.quality || one.index - other.index);
  const useful = others.filter(({ quality }) => quality >= leastUsefulQuality);
  const fill = useful.slice(0, Math.max(0, recommendedExamples - good.length));
  const missing = Math.max(0, requiredExamples - good.length - fill.length);
  const rest = missing === 0 ? [] : others.slice(fill.length, fill.length + missing);
  return [...good, ...fill, ...rest].map(({ index }) => index).sort((one, other) => one - other);
}
