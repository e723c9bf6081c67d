import type { EligibilityReasonCode } from '@understudy/domain/fine-tune/contracts/eligibility';

/** Where a person can do something about a reason. */
export type NextStep = { label: string; to: string };

type StepName = 'upload' | 'generate' | 'import' | 'review';

const stepsByReason: Record<EligibilityReasonCode, readonly StepName[]> = {
  no_examples: ['upload', 'generate', 'import'],
  too_few_examples: ['upload', 'generate', 'import'],
  too_few_preference_pairs: ['import'],
  below_recommended: ['upload', 'generate', 'import'],
  low_quality: ['review'],
  few_good_examples: ['review'],
  unbalanced_patterns: ['generate'],
  few_pattern_types: ['upload', 'generate'],
  preference_pairs_as_chat: [],
};

const order: readonly StepName[] = ['upload', 'generate', 'import', 'review'];

/** What a person can do about the reasons, each once, in the order in which it is worth trying. */
export function nextSteps(codes: readonly EligibilityReasonCode[], avatarId: string): NextStep[] {
  const wanted = new Set(codes.flatMap((code) => stepsByReason[code]));
  return order.filter((step) => wanted.has(step)).map((step) => steps[step](avatarId));
}

const steps: Record<StepName, (avatarId: string) => NextStep> = {
  upload: (id) => ({ label: 'Upload more conversations', to: `/avatars/${id}/train` }),
  generate: (id) => ({ label: 'Generate with Auto-train', to: `/auto-train?avatar=${id}` }),
  import: (id) => ({ label: 'Import a data set', to: `/training-center?avatar=${id}&tab=add` }),
  review: (id) => ({ label: 'Review examples', to: `/training-center?avatar=${id}` }),
};
