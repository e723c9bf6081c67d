import type { Database } from '@understudy/db/database';
import { getActivePromptVersion } from '@understudy/db/prompt-versions/get-prompt-version';
import { tokenLimitOf } from '@understudy/domain/fine-tune/base-models';
import type { CreateFineTuneJob } from '@understudy/domain/fine-tune/contracts/create-job';
import type { Hyperparameters } from '@understudy/domain/fine-tune/contracts/hyperparameters';
import type { FineTuneSelection } from '@understudy/domain/fine-tune/contracts/selection';
import type { FineTuneMethod, FineTuneProvider } from '@understudy/domain/fine-tune/fine-tune-provider';
import { CandidateCollector } from '@understudy/domain/fine-tune/preparation/candidate-collector';
import type {
  ExampleRules,
  SystemPromptRule,
} from '@understudy/domain/fine-tune/preparation/prepare-example';
import type { Tokenizer } from './count-tokens.ts';
import { examplePages } from './example-pages.ts';

/** What a job and an estimate know of the data that they are about. */
export type FineTuneData = {
  userId: string;
  avatarId: string;
  trainingDataId: string | null;
  provider: FineTuneProvider;
  method: FineTuneMethod;
  baseModel: string;
  systemPrompt: CreateFineTuneJob['system_prompt'];
  selection: FineTuneSelection;
  hyperparameters: Hyperparameters;
};

/** The rules by which the examples of some data become rows. */
export async function exampleRulesOf(database: Database, data: FineTuneData): Promise<ExampleRules> {
  const { provider, method, selection } = data;
  return { provider, method, redact: selection.redact, systemPrompt: await systemPromptOf(database, data) };
}

async function systemPromptOf(
  database: Database,
  { userId, avatarId, systemPrompt }: FineTuneData,
): Promise<SystemPromptRule> {
  if (systemPrompt !== 'active_version') return { use: systemPrompt };
  const version = await database.asUser(userId, (tx) => getActivePromptVersion(tx, avatarId));
  return version === null ? { use: 'own' } : { use: 'text', text: version.system_prompt };
}

/** The first pass over the examples: notes those that can be used, a page at a time, the best first. */
export async function collectCandidates(
  database: Database,
  data: FineTuneData,
  rules: ExampleRules,
  tokenizer: Tokenizer,
  signal: AbortSignal,
): Promise<CandidateCollector> {
  const { userId, avatarId, trainingDataId, provider, baseModel, selection, hyperparameters } = data;
  const { tokens: tokenLimit } = tokenLimitOf(provider, baseModel, hyperparameters.max_length);
  const collector = new CandidateCollector({ ...rules, countTokens: tokenizer.count, tokenLimit });
  const { unused_only: unusedOnly, pattern_types: patternTypes } = selection;
  const scope = { avatarId, trainingDataId, unusedOnly, patternTypes };
  for await (const page of examplePages(database, userId, scope, signal)) {
    for (const source of page) collector.add(source);
  }
  return collector;
}
