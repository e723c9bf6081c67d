import { guessTextLanguage } from '@understudy/domain/training-center/quality/guess-text-language';
import type { DetectLanguage } from '@understudy/domain/training-center/quality/examine-example';

/** Tells the language of an example's response (BCP 47); null where it is not clear. */
export const detectLanguage: DetectLanguage = guessTextLanguage;
