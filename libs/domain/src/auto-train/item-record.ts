import { z } from 'zod';
import { problemCodeSchema } from '../errors/problem-code-schema.ts';

/** How an item's ensemble voted: JSON in the database and in the API. Members are named by their index. */
export const itemVotesSchema = z
  .object({
    winner: z.int().min(0).describe('Index of the member whose story was kept'),
    method: z
      .enum(['unopposed', 'votes', 'score', 'weight', 'member_index'])
      .describe('What decided: nobody else, the votes, or what broke the tie'),
    votes: z.array(
      z.object({
        member: z.int().min(0),
        voted_for: z.int().min(0),
        weight: z.number().positive(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'ItemVotes' });
export type ItemVotes = z.infer<typeof itemVotesSchema>;

/** What became of each ensemble member in an item's last attempt. */
export const itemMembersSchema = z
  .array(
    z.object({
      model: z.string(),
      quality: z.number().min(0).max(10).nullable().describe('Of its story; null without one'),
      failure: z
        .object({ code: problemCodeSchema, message: z.string() })
        .nullable()
        .describe('Why it was left out'),
    }),
  )
  .meta({ id: 'ItemMembers' });
export type ItemMembers = z.infer<typeof itemMembersSchema>;
