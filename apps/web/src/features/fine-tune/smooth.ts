/**
 * The trend of a noisy series: an exponential moving average, debiased at its beginning as Adam's moments are, so that it
 * begins at the first value. Gaps stay gaps.
 *
 * @param weight of what was before, 0 (no smoothing) to 1
 */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  let average = 0;
  let count = 0;
  return values.map((value) => {
    if (value === null) return null;
    count += 1;
    average = weight * average + (1 - weight) * value;
    return average / (1 - weight ** count);
  });
}
