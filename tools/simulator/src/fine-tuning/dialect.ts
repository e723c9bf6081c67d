import { toId } from './ids.ts';
import { baseModelOf } from './tunable-models.ts';

/** What a provider asks of the files of a job. */
export interface FileRules {
  readonly fewestExamples: number;
  /** Whether flagged examples are left out, and block the file when they are many. */
  readonly moderated: boolean;
}

/** What a model's name is made of. */
export interface ModelNameParts {
  readonly jobId: string;
  /** The model that was tuned. */
  readonly model: string;
  readonly suffix: string;
  /** The step of a checkpoint; undefined for the finished model. */
  readonly step: number | undefined;
}

/** In what the jobs of one provider differ from those of another. */
export interface JobDialect {
  readonly rules: FileRules;
  /** @param random an unguessable text. */
  jobId(random: string): string;
  modelName(parts: ModelNameParts): string;
}

/** Stands where a provider puts the account's name. */
export const accountName = 'simulated';

/** `ftjob-…`, and `ft:gpt-4o-mini-2024-07-18:simulated:my-suffix:Ab3dE5gH`. */
export const openAiDialect: JobDialect = {
  rules: { fewestExamples: 10, moderated: true },
  jobId: (random) => `ftjob-${toId(random, 24)}`,
  modelName({ jobId, model, suffix, step }) {
    const id = toId(`model ${jobId} ${step ?? ''}`, 8);
    const name = `ft:${baseModelOf(model)}:${accountName}:${toSlug(suffix)}:${id}`;
    return step === undefined ? name : `${name}:ckpt-step-${step}`;
  },
};

/** A text as it can stand in a model's name. */
export const toSlug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
