import { accountName, toSlug } from '../fine-tuning/dialect.ts';
import type { JobDialect } from '../fine-tuning/dialect.ts';
import { toId } from '../fine-tuning/ids.ts';

/** What the names of tuned models start with. */
export const modelPrefix = `accounts/${accountName}/models/`;

/** Identifiers that the client may choose itself; models are named by `outputModel`, which travels as the suffix. */
export const fireworksDialect: JobDialect = {
  rules: { fewestExamples: 3, moderated: false },
  jobId: (random) => toId(random, 8).toLowerCase(),
  modelName({ jobId, suffix, step }) {
    const name = `${modelPrefix}${toSlug(suffix) || `ft-${jobId}`}`;
    return step === undefined ? name : `${name}-step-${step}`;
  },
};
