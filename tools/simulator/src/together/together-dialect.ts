import { accountName, toSlug } from '../fine-tuning/dialect.ts';
import type { JobDialect } from '../fine-tuning/dialect.ts';
import { toId } from '../fine-tuning/ids.ts';

/** `ft-…`, and `simulated/Qwen3-8B-my-suffix-ab12cd34`. */
export const togetherDialect: JobDialect = {
  rules: { fewestExamples: 1, moderated: false },
  jobId: (random) => `ft-${random}`,
  modelName({ jobId, model, suffix, step }) {
    const base = model.split('/').at(-1) ?? model;
    const id = toId(`model ${jobId}`, 8).toLowerCase();
    const name = [base, toSlug(suffix), id].filter((part) => part !== '').join('-');
    return `${accountName}/${name}${step === undefined ? '' : `:${step}`}`;
  },
};
