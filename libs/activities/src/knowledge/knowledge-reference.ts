import type { IndexDocumentInput } from '@understudy/domain/knowledge/index-document-contract';
import type { ObjectStorage } from '../storage/object-storage.ts';
import type { EmbeddingDependencies } from './embed-pending-chunks.ts';

/** What the activities of indexing need from outside. */
export type KnowledgeDependencies = EmbeddingDependencies & { storage: ObjectStorage };

/** What every activity of indexing is handed: IDs only. */
export type IndexingReference = IndexDocumentInput;
