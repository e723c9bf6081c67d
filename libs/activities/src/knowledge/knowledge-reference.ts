import type { Database } from '@understudy/db/database';
import type { IndexDocumentInput } from '@understudy/domain/knowledge/index-document-contract';
import type { EmbeddingModel } from '../providers/embedding-model.ts';
import type { ObjectStorage } from '../storage/object-storage.ts';

/** What the activities of indexing need from outside. */
export type KnowledgeDependencies = {
  database: Database;
  storage: ObjectStorage;
  embeddings: EmbeddingModel;
};

/** What every activity of indexing is handed: IDs only. */
export type IndexingReference = IndexDocumentInput;
