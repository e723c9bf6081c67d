import type { KnowledgeFileKind } from '@understudy/domain/knowledge/knowledge-document';
import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { chatMessages } from './chat.ts';
import { createdAt, freeText, id, updatedAt, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { runs } from './runs.ts';
import { avatarTrainingExamples } from './training-examples.ts';

/** Documents that avatars can answer from. The content is in object storage, the text in their chunks. */
export const knowledgeDocuments = pgTable(
  'knowledge_documents',
  {
    id: id(),
    userId: userId(),
    /** The run that reads and embeds it. Deleting the run deletes the document. */
    runId: uuid('run_id').notNull(),
    /** Null where it is for all avatars of the user. */
    avatarId: uuid('avatar_id'),
    title: freeText('title').notNull(),
    /** Of the file, by which messages to the user call it. */
    fileName: freeText('file_name').notNull(),
    kind: text('kind').$type<KnowledgeFileKind>().notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    /** SHA-256 of the content in hexadecimal. */
    contentDigest: text('content_digest').notNull(),
    storageKey: text('storage_key').notNull(),
    pageCount: integer('page_count'),
    /** These two are null until the text is read and split, and then final. */
    textLength: integer('text_length'),
    chunkCount: integer('chunk_count'),
    warnings: freeText('warnings')
      .array()
      .notNull()
      .default(sql`'{}'`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('knowledge_documents_id_user').on(table.id, table.userId),
    unique('knowledge_documents_run').on(table.runId),
    foreignKey({
      name: 'knowledge_documents_run_of_user',
      columns: [table.runId, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'knowledge_documents_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    index('knowledge_documents_by_user').on(table.userId, table.id),
    index('knowledge_documents_by_avatar').on(table.avatarId, table.id),
    ownRowsOnly(),
  ],
);

const searchableWords = customType<{ data: string }>({ dataType: () => 'tsvector' });
const bits = customType<{ data: string }>({ dataType: () => 'bit varying' });

/** Passages of documents and of stored training examples, with what they are found by. */
export const knowledgeChunks = pgTable(
  'knowledge_chunks',
  {
    id: id(),
    userId: userId(),
    /** The run that made it and embeds it. */
    runId: uuid('run_id').notNull(),
    /** Null where it is for all avatars of the user. */
    avatarId: uuid('avatar_id'),
    documentId: uuid('document_id'),
    exampleId: uuid('example_id'),
    /** Order within its source, from 0. */
    position: integer('position').notNull(),
    title: freeText('title').notNull(),
    text: freeText('text').notNull(),
    /** Words without any language's rules: people write in all languages, and often in several. */
    search: searchableWords('search').generatedAlwaysAs(
      sql`setweight(to_tsvector('simple', title), 'B') || to_tsvector('simple', text)`,
    ),
    /** Of unit length, so that an inner product is a cosine. Null until the embedding model has been asked. */
    embedding: real('embedding').array(),
    /** Vectors of different models have nothing to do with each other and are never compared. */
    embeddingModel: freeText('embedding_model'),
    /** Which of its numbers are positive: what a search without pgvector compares first. */
    embeddingSigns: bits('embedding_signs').generatedAlwaysAs(sql`public.signs_of(embedding)`),
    embeddingDimensions: integer('embedding_dimensions').generatedAlwaysAs(sql`cardinality(embedding)`),
    createdAt: createdAt(),
  },
  (table) => [
    unique('knowledge_chunks_id_user').on(table.id, table.userId),
    unique('knowledge_chunks_of_document').on(table.documentId, table.position),
    unique('knowledge_chunks_of_example').on(table.exampleId, table.position),
    foreignKey({
      name: 'knowledge_chunks_run',
      columns: [table.runId, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'knowledge_chunks_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'knowledge_chunks_document',
      columns: [table.documentId, table.userId],
      foreignColumns: [knowledgeDocuments.id, knowledgeDocuments.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'knowledge_chunks_example',
      columns: [table.exampleId, table.userId],
      foreignColumns: [avatarTrainingExamples.id, avatarTrainingExamples.userId],
    }).onDelete('cascade'),
    index('knowledge_chunks_by_user').on(table.userId, table.avatarId),
    index('knowledge_chunks_by_avatar').on(table.avatarId),
    index('knowledge_chunks_by_run').on(table.runId),
    index('knowledge_chunks_without_vector')
      .on(table.runId, table.id)
      .where(sql`embedding is null`),
    index('knowledge_chunks_search').using('gin', table.search).with({ fastupdate: false }),
    check('knowledge_chunks_source', sql`num_nonnulls(document_id, example_id) = 1`),
    check('knowledge_chunks_model', sql`(embedding is null) = (embedding_model is null)`),
    ownRowsOnly(),
  ],
);

/** Which passages an answer was given, best first. Goes with the passage. */
export const chatMessagePassages = pgTable(
  'chat_message_passages',
  {
    chatMessageId: uuid('chat_message_id').notNull(),
    /** From 0. */
    position: integer('position').notNull(),
    userId: userId(),
    chunkId: uuid('chunk_id').notNull(),
    /** 0–1, as the answer showed it. */
    score: doublePrecision('score').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.chatMessageId, table.position] }),
    foreignKey({
      name: 'chat_message_passages_message',
      columns: [table.chatMessageId, table.userId],
      foreignColumns: [chatMessages.id, chatMessages.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'chat_message_passages_chunk',
      columns: [table.chunkId, table.userId],
      foreignColumns: [knowledgeChunks.id, knowledgeChunks.userId],
    }).onDelete('cascade'),
    index('chat_message_passages_by_chunk').on(table.chunkId),
    ownRowsOnly(),
  ],
);
