import {
  addExampleResponseSchema,
  type AddExampleResponse,
} from '@understudy/domain/training-center/contracts/add-example';
import {
  listExamplesResponseSchema,
  type ListExamplesResponse,
} from '@understudy/domain/training-center/contracts/list-examples';
import {
  trainingCenterStatsSchema,
  type TrainingCenterStats,
} from '@understudy/domain/training-center/contracts/training-center-stats';
import { z } from 'zod';
import type { ApiClient } from './api-client.ts';
import { importsOf } from './training-imports.ts';

/** The seed's own example. */
export const anxious = {
  instruction: "I'm anxious about my first session",
  context: 'Pre-session preparation',
  response: "It's completely natural to feel anxious. Here's what to expect...",
};

/** What users do in the training center, with every answer parsed by the published schema. */
export function centerOf(user: ApiClient) {
  return {
    add: (example: object): Promise<AddExampleResponse> =>
      user.post('/api/training/add-example', addExampleResponseSchema, example),
    list: (query = ''): Promise<ListExamplesResponse> =>
      user.get(`/api/training/examples${query}`, listExamplesResponseSchema),
    stats: (): Promise<TrainingCenterStats> => user.get('/api/training/stats', trainingCenterStatsSchema),
    /** A download as it came, its content not read as JSON. */
    download: async (path: string) => {
      const response = await fetch(`${user.apiUrl}/api/training/download/${path}`, {
        headers: { authorization: `Bearer ${user.token}` },
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    /** Imports examples whose texts are told apart by their numbers, from 0. */
    async addMany(count: number): Promise<void> {
      const lines = Array.from({ length: count }, (_, number) =>
        JSON.stringify({
          instruction: `Question ${String(number)}?`,
          output: `An answer to question ${String(number)}, which is long enough for the rules of the seed.`,
        }),
      );
      await importsOf(user).import({ content: lines.join('\n'), fields: { near_duplicates: 'keep' } });
    },
  };
}

const recordSchema = z.record(z.string(), z.unknown());

/** The records of a file of JSON lines. */
export function recordsOf(text: string): Record<string, unknown>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => recordSchema.parse(JSON.parse(line)));
}
