/** The seed's rules for a data set that is worth a fine-tune (seed 001, "Minimum Requirements" and "Cost Optimization"). */
export const eligibilityRules = {
  /** "At least 10 conversation pairs (required by OpenAI)". */
  requiredExamples: 10,
  /** "Recommended: 50+ conversation pairs for good results". */
  recommendedExamples: 50,
  /** "Use 50-100 examples (sweet spot for cost/quality)". */
  sweetSpotExamples: 100,
  /** "Check quality score is above 0.7". */
  goodQuality: 0.7,
  /** "Balance pattern types (greetings, questions, statements)": more than this share is one type's too much. */
  mostOfOnePattern: 0.6,
  /** "Include diverse conversation contexts". */
  leastPatternTypes: 3,
} as const;

/** Whether a quality score counts as good. */
export function isGoodQuality(score: number): boolean {
  return score > eligibilityRules.goodQuality;
}
