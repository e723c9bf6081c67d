import { trainingFileResponseSchema } from '@understudy/domain/training-files/training-file';
import { jsonRequest, type LoadKind } from './load-kind.ts';

/** Training files of some of the conversations that were enriched before anything went wrong. */
export const trainingFileBuilds: LoadKind = {
  name: 'training_file_build',
  weight: 2,
  next: ({ random, enrichedConversations }, number, key) => {
    const wanted = random
      .shuffled(enrichedConversations)
      .slice(0, random.between(2, enrichedConversations.length));
    const body = { name: `Training file ${String(number)}`, conversation_ids: wanted };
    return {
      request: jsonRequest('/api/training-files', key, body),
      expected: { conversations: wanted.length },
    };
  },
  runOf: (body) => trainingFileResponseSchema.parse(body).trainingFile.run.id,
};
