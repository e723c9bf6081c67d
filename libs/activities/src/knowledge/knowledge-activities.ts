import { Context } from '@temporalio/activity';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { embedDocument } from './embed-document.ts';
import { endIndexing } from './end-indexing.ts';
import type { IndexingReference, KnowledgeDependencies } from './knowledge-reference.ts';
import { readDocument } from './read-document.ts';

/** The activities that make a document searchable, in the order of its phases. */
export type KnowledgeActivities = ReturnType<typeof createKnowledgeActivities>;

/** The activities that make a document searchable, in the order of its phases. */
export function createKnowledgeActivities(dependencies: KnowledgeDependencies) {
  return {
    readDocument: (reference: IndexingReference) => readDocument(dependencies, reference, signal()),
    embedDocument: (reference: IndexingReference) => embedDocument(dependencies, reference, signal()),
    endIndexing: (reference: IndexingReference & RunOutcome) => endIndexing(dependencies, reference),
  };
}

const signal = () => Context.current().cancellationSignal;
