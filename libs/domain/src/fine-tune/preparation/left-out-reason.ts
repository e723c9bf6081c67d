/** Why an example is in neither file. Stable: clients may switch on it. */
export const leftOutReasons = [
  'not_a_pair',
  'invalid',
  'too_long',
  'duplicate',
  'near_duplicate',
  'low_quality',
  'unbalanced',
  'over_maximum',
  'validation_leak',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** The reasons in front of people. */
export const leftOutReasonTitles: Record<LeftOutReason, string> = {
  not_a_pair: 'It has no second answer to prefer the first to',
  invalid: 'The provider would refuse it',
  too_long: 'It is longer than the model takes',
  duplicate: 'It is the same as another',
  near_duplicate: 'It is nearly the same as another',
  low_quality: 'Its quality is too low',
  unbalanced: 'There are many more of its pattern type than of others',
  over_maximum: 'There are better ones, and only so many were asked for',
  validation_leak: 'It is for validation, but training has the same question',
};

/** Counts by reason, in the order above. */
export function countReasons(reasons: Iterable<LeftOutReason>): Partial<Record<LeftOutReason, number>> {
  const counts = new Map<LeftOutReason, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries(
    leftOutReasons.flatMap((reason) => (counts.has(reason) ? [[reason, counts.get(reason) ?? 0]] : [])),
  );
}
