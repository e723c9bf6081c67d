import { chooseConversations } from '../enrichment/choose-conversations.ts';
import { createEnrichment } from '../enrichment/create-enrichment.ts';
import { getConversation } from '../enrichment/get-conversation.ts';
import { getEnrichment } from '../enrichment/get-enrichment.ts';
import { listConversations } from '../enrichment/list-conversations.ts';
import { listUnfinishedEnrichments } from '../enrichment/list-unfinished-enrichments.ts';
import {
  countEnrichmentItems,
  listPendingConversations,
  loadConversationToEnrich,
} from '../enrichment/load-enrichment.ts';
import { recordConversationEnriched, recordConversationFailed } from '../enrichment/record-enrichment.ts';
import { raiseRunCaps } from '../budget/raise-run-budget.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { addConversations, requestBuild } from '../training-files/add-conversations.ts';
import { takeBuildTurn } from '../training-files/begin-build.ts';
import { deleteTrainingFile, updateTrainingFile } from '../training-files/change-training-file.ts';
import { checkEnriched, refuseContained } from '../training-files/check-conversations.ts';
import { createTrainingFile, insertConversations } from '../training-files/create-training-file.ts';
import {
  findArtefact,
  getTrainingFile,
  getTrainingFileHead,
  listSamplePairs,
} from '../training-files/get-training-file.ts';
import { listConversationsToBuild } from '../training-files/list-conversations-to-build.ts';
import { listFileConversationIds, listFileConversations } from '../training-files/list-file-conversations.ts';
import { listFilesOfAvatar } from '../training-files/list-files-of-avatar.ts';
import { listTrainingFiles } from '../training-files/list-training-files.ts';
import { lockTrainingFile } from '../training-files/lock-training-file.ts';
import {
  listSpentBuilds,
  markBuildFailed,
  markBuilding,
  publishArtefact,
} from '../training-files/publish-artefact.ts';
import { noFindings, refreshTrainingFile } from '../training-files/refresh-training-file.ts';
import { sumUpConversations } from '../training-files/sum-up-conversations.ts';
import { noLinks } from './seed.ts';

type Ids = {
  avatarId: string;
  runId: string;
  batchRunId: string;
  conversationId: string;
  trainingFileId: string;
};
type Call = (tx: Transaction) => Promise<unknown>;

const page = { limit: 10 };
const emptyPage = { items: [], next_cursor: null };
const analysis = {
  persona: 'calm_reader',
  emotional_arc: 'calm_throughout',
  training_topic: 'books',
  quality_score: 4,
  quality_reasons: ['Whole.'],
};
const failure = { code: 'nothing_to_train_on', message: 'Nothing.', phase: null } as const;
const request = { idempotencyKey: 'another', requestDigest: 'digest' };

/** Queries of enrichment and training files that know no such row when somebody else's ID is asked for. */
export function trainingFileCallsAnsweredNotFound(ids: Ids): Record<string, Call> {
  const { runId, batchRunId, conversationId, trainingFileId } = ids;
  const item = { runId, conversationId };
  const build = { trainingFileId, runId: newId(), by: 'misty' };
  return {
    raiseRunCaps: (tx) => raiseRunCaps(tx, batchRunId, {}),
    chooseConversations: (tx) =>
      chooseConversations(tx, { conversationIds: [conversationId] }, { force: true, most: 9 }),
    createEnrichment: (tx) =>
      createEnrichment(tx, {
        runId: newId(),
        title: 'Enrich',
        wanted: { conversationIds: [conversationId] },
        force: true,
        most: 9,
        caps: { maxCostUsd: null, maxTokens: null },
        simulatedProvider: true,
        ...request,
      }),
    getConversation: (tx) => getConversation(tx, conversationId),
    getEnrichment: (tx) => getEnrichment(tx, runId, noLinks),
    loadConversationToEnrich: (tx) => loadConversationToEnrich(tx, conversationId),
    recordConversationEnriched: (tx) =>
      recordConversationEnriched(tx, item, { analysis, pairCount: 1, path: 'file.json', at: new Date(0) }),
    recordConversationFailed: (tx) => recordConversationFailed(tx, item, failure),
    addConversations: (tx) => addConversations(tx, build, [conversationId]),
    requestBuild: (tx) => requestBuild(tx, build),
    takeBuildTurn: (tx) => takeBuildTurn(tx, { trainingFileId, runId }),
    deleteTrainingFile: (tx) => deleteTrainingFile(tx, trainingFileId),
    updateTrainingFile: (tx) => updateTrainingFile(tx, trainingFileId, { name: 'Stolen' }, 'misty'),
    checkEnriched: (tx) => checkEnriched(tx, [conversationId]),
    createTrainingFile: (tx) =>
      createTrainingFile(tx, {
        runId: newId(),
        trainingFileId: newId(),
        name: 'stolen',
        description: null,
        conversationIds: [conversationId],
        createdBy: 'misty',
        ...request,
      }),
    findArtefact: (tx) => findArtefact(tx, trainingFileId),
    getTrainingFile: (tx) => getTrainingFile(tx, trainingFileId, noLinks),
    getTrainingFileHead: (tx) => getTrainingFileHead(tx, trainingFileId),
    listSamplePairs: (tx) => listSamplePairs(tx, trainingFileId),
    lockTrainingFile: (tx) => lockTrainingFile(tx, trainingFileId),
    publishArtefact: (tx) =>
      publishArtefact(tx, trainingFileId, {
        runId,
        jsonSize: 0,
        jsonlSize: 0,
        conversations: 0,
        trainingPairs: 0,
        findings: noFindings,
      }),
    refreshTrainingFile: (tx) => refreshTrainingFile(tx, trainingFileId),
  };
}

/** Those that find nothing where only somebody else has something, each with its answer then. */
export function trainingFileCallsAnsweredEmpty(ids: Ids): Record<string, [call: Call, answer: unknown]> {
  const { avatarId, runId, trainingFileId } = ids;
  return {
    listConversations: [(tx) => listConversations(tx, { avatarId }, page), emptyPage],
    listUnfinishedEnrichments: [(tx) => listUnfinishedEnrichments(tx, runId), []],
    countEnrichmentItems: [
      (tx) => countEnrichmentItems(tx, runId),
      { total: 0, pending: 0, completed: 0, failed: 0 },
    ],
    listPendingConversations: [(tx) => listPendingConversations(tx, runId, { from: 0, to: 9 }), []],
    listConversationsToBuild: [
      (tx) => listConversationsToBuild(tx, trainingFileId, { after: -1, limit: 9 }),
      [],
    ],
    listFileConversations: [(tx) => listFileConversations(tx, trainingFileId, page), emptyPage],
    listFileConversationIds: [(tx) => listFileConversationIds(tx, trainingFileId), []],
    listFilesOfAvatar: [(tx) => listFilesOfAvatar(tx, avatarId), []],
    listTrainingFiles: [(tx) => listTrainingFiles(tx, {}, page, noLinks), emptyPage],
    listSpentBuilds: [(tx) => listSpentBuilds(tx, trainingFileId), []],
    sumUpConversations: [
      (tx) => sumUpConversations(tx, trainingFileId),
      {
        conversations: 0,
        trainingPairs: 0,
        averageQuality: null,
        scaffolding: { personas: {}, emotional_arcs: {}, training_topics: {} },
      },
    ],
  };
}

/** Those that write and say nothing, or that a foreign key refuses. */
export function trainingFileCallsWithoutAnswer(ids: Ids): Record<string, Call> {
  const { conversationId, trainingFileId } = ids;
  return {
    refuseContained: (tx) => refuseContained(tx, trainingFileId, [conversationId]),
    insertConversations: (tx) =>
      insertConversations(tx, { trainingFileId, from: 9, addedBy: 'misty' }, [newId()]),
    markBuildFailed: (tx) => markBuildFailed(tx, trainingFileId),
    markBuilding: (tx) => markBuilding(tx, trainingFileId),
  };
}
