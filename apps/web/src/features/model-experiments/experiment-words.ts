import type { Experiment } from '@understudy/domain/model-experiments/experiment';
import { formatShare } from '../../app/format.ts';

/**
 * What the likelihood of chance means, for somebody who knows no statistics.
 *
 * @param pValue 0–1; null without ratings
 */
export function chanceInWords(pValue: number | null): string {
  if (pValue === null) return 'There is nothing to compare without ratings of both.';
  return `If both were equally good, chance alone would show as large a difference ${timesIn100(pValue)}.`;
}

/**
 * How often B is liked better than A, in words.
 *
 * @param superiority probability that a rating of B is above one of A, 0.5 for no difference; null without ratings
 */
export function superiorityInWords(superiority: number | null): string | null {
  if (superiority === null) return null;
  if (Math.abs(superiority - 0.5) < 0.005) return 'An answer of B is rated above one of A as often as below.';
  const better = superiority > 0.5 ? ['B', 'A'] : ['A', 'B'];
  const share = Math.max(superiority, 1 - superiority);
  return `An answer of ${better[0] ?? ''} is rated above one of ${better[1] ?? ''} in ${formatShare(share)} of pairs, ties counted by half.`;
}

/** Which arm a look at the result suggests as the winner; null while nothing is shown. */
export function suggestedWinner({ comparison }: Pick<Experiment, 'comparison'>): Experiment['winner'] {
  return comparison.state === 'decided' ? comparison.better : null;
}

function timesIn100(pValue: number): string {
  if (pValue < 0.01) return 'less than once in 100 times';
  const times = Math.round(100 * pValue);
  return times === 1 ? 'once in 100 times' : `${String(times)} times in 100`;
}
