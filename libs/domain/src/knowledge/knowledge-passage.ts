import { z } from 'zod';

/** The two ways in which passages are searched: by the words they have, and by what they mean (their vectors). */
export const searchWays = ['words', 'meaning'] as const;
export type SearchWay = (typeof searchWays)[number];

/** What a passage is a piece of. */
export const knowledgeSourceSchema = z
  .object({
    kind: z.enum(['document', 'example']).describe('A document of the user, or a stored training example'),
    id: z.uuid(),
  })
  .meta({ id: 'KnowledgeSource' });
export type KnowledgeSource = z.infer<typeof knowledgeSourceSchema>;

/** A passage that a search found. */
export const knowledgePassageSchema = z
  .object({
    id: z.uuid(),
    title: z.string().describe('Of the document, or the instruction of the example'),
    text: z.string(),
    position: z.int().min(0).describe('Of the passage within its source, from 0'),
    source: knowledgeSourceSchema,
    avatar_id: z.uuid().nullable().describe('Null: knowledge of all your avatars'),
    score: z
      .number()
      .min(0)
      .max(1)
      .describe('Reciprocal rank fusion of the ways of searching; 1 is the first of each'),
    found_by: z.array(z.enum(searchWays)).min(1).describe('The ways in which it was found'),
    similarity: z
      .number()
      .nullable()
      .describe('Cosine of the vectors of question and passage, −1 to 1; null where not found by meaning'),
    word_share: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe(
        'Share of the question’s words that the passage has, weighed by their rarity; null where not found by words',
      ),
  })
  .meta({ id: 'KnowledgePassage' });
export type KnowledgePassage = z.infer<typeof knowledgePassageSchema>;

/** What a search found, best first, and how it was searched. */
export const knowledgeSearchResultSchema = z
  .object({
    passages: z.array(knowledgePassageSchema),
    searched_by: z
      .array(z.enum(searchWays))
      .describe('Without "meaning" where the embedding model could not be asked'),
  })
  .meta({ id: 'KnowledgeSearchResult' });
export type KnowledgeSearchResult = z.infer<typeof knowledgeSearchResultSchema>;
