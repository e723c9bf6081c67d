import { z } from 'zod';
import { runSchema } from '../runs/run.ts';
import { nameSchema } from '../text/visible-text.ts';
import { uploadLimits, type UploadKind } from '../training-sessions/upload-limits.ts';

/** Kinds of file that knowledge is read from. */
export const knowledgeFileKinds = ['pdf', 'text', 'json'] as const satisfies readonly UploadKind[];
export type KnowledgeFileKind = (typeof knowledgeFileKinds)[number];

/** What a person may be told is accepted. */
export const acceptedKnowledge =
  'text and Markdown files, PDFs with text in them, and chat exports (WhatsApp .txt, Telegram .json, Discord .json)';

/** Limits of knowledge. */
export const knowledgeLimits = {
  /** Bytes of one file. */
  fileBytes: uploadLimits.fileBytes,
  /** Characters of a title. */
  titleCharacters: 200,
  /** Characters of a text that is pasted rather than uploaded. */
  pastedCharacters: 1_000_000,
  /** Characters of a question. */
  questionCharacters: 2_000,
} as const;

const titleSchema = nameSchema(knowledgeLimits.titleCharacters, { missing: 'Give a title' }).describe(
  'What the source is called; a file’s name where none is given',
);
const avatarIdSchema = z.uuid().describe('Whose knowledge it is; left out: that of all your avatars');

/** Text fields of the multipart body of `POST /api/knowledge-documents`; the file comes as `file`. */
export const uploadKnowledgeSchema = z.strictObject({
  title: titleSchema.optional(),
  avatar_id: avatarIdSchema.optional(),
});
export type UploadKnowledge = z.infer<typeof uploadKnowledgeSchema>;

/** JSON body of `POST /api/knowledge-documents`: a text that is pasted. */
export const pasteKnowledgeSchema = z
  .strictObject({
    title: titleSchema,
    text: z.string().max(knowledgeLimits.pastedCharacters).trim().min(1, 'Write a text'),
    avatar_id: avatarIdSchema.optional(),
  })
  .meta({
    id: 'PasteKnowledge',
    example: { title: 'The bakery', text: 'We open at seven, except on Mondays.' },
  });
export type PasteKnowledge = z.infer<typeof pasteKnowledgeSchema>;

/** A document that an avatar can answer from. */
export const knowledgeDocumentSchema = z
  .object({
    id: z.uuid(),
    avatar_id: z.uuid().nullable().describe('Null: knowledge of all your avatars'),
    title: z.string(),
    kind: z.enum(knowledgeFileKinds).describe('By content'),
    size_bytes: z.int().min(0),
    page_count: z.int().nullable(),
    text_length: z.int().nullable().describe('Characters of its text; null until it is read'),
    chunk_count: z.int().nullable().describe('Passages it was split into; null until it is read'),
    searchable_chunk_count: z.int().describe('Passages that have a vector'),
    warnings: z.array(z.string()),
    run: runSchema.describe('The run that reads and embeds it'),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'KnowledgeDocument' });
export type KnowledgeDocument = z.infer<typeof knowledgeDocumentSchema>;

/** How vectors are searched: by an approximate index (pgvector), or by comparing with every passage of the user. */
export const vectorIndexSchema = z.enum(['hnsw', 'exact']);
export type VectorIndex = z.infer<typeof vectorIndexSchema>;

/** What there is to answer from. */
export const knowledgeStatsSchema = z
  .object({
    documents: z.int(),
    examples: z.int().describe('Training examples that are stored as knowledge'),
    chunks: z.int(),
    searchable_chunks: z.int().describe('Passages with a vector of the current embedding model'),
    embedding_model: z.string(),
    vector_index: vectorIndexSchema,
  })
  .meta({ id: 'KnowledgeStats' });
export type KnowledgeStats = z.infer<typeof knowledgeStatsSchema>;
