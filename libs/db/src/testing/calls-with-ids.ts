import { z } from 'zod';
import { getAutoTrainBatch } from '../auto-train/get-auto-train-batch.ts';
import { countItems } from '../auto-train/count-items.ts';
import { createAutoTrainBatch } from '../auto-train/create-auto-train-batch.ts';
import { deleteItems } from '../auto-train/insert-items.ts';
import { listAutoTrainBatches } from '../auto-train/list-auto-train-batches.ts';
import { listItems, listItemsByIndex } from '../auto-train/list-items.ts';
import { listMissingItems } from '../auto-train/list-missing-items.ts';
import { listRejections } from '../auto-train/list-rejections.ts';
import { loadAutoTrainBatch } from '../auto-train/load-auto-train-batch.ts';
import { readAutoTrainBatch } from '../auto-train/read-auto-train-batch.ts';
import { summariseBatch } from '../auto-train/summarise-batch.ts';
import { recordItems } from '../auto-train/record-items.ts';
import { settleAnsweredCalls } from '../auto-train/settle-answered-calls.ts';
import { lockRunAccount } from '../budget/accounts.ts';
import { findEntries, listReservedEntries } from '../budget/ledger-entries.ts';
import { raiseRunBudget } from '../budget/raise-run-budget.ts';
import { releaseAll, releaseMany } from '../budget/release.ts';
import { reserve, reserveMany } from '../budget/reserve.ts';
import { settle, settleMany } from '../budget/settle.ts';
import { getBudget } from '../budget/user-budget.ts';
import { insertChatMessage } from '../chat/insert-chat-message.ts';
import type { Transaction } from '../database.ts';
import { listNotifications, markRead } from '../notifications/notifications.ts';
import { countUnread, markAllRead, readNotification } from '../notifications/read-notifications.ts';
import {
  activatePromptVersion,
  deactivatePromptVersion,
} from '../prompt-versions/activate-prompt-version.ts';
import { createPromptVersion } from '../prompt-versions/create-prompt-version.ts';
import { findPromptVersionOfSession } from '../prompt-versions/find-prompt-version-of-session.ts';
import { getActivePromptVersion, getPromptVersion } from '../prompt-versions/get-prompt-version.ts';
import { incrementUsage } from '../prompt-versions/increment-usage.ts';
import { listPromptVersions } from '../prompt-versions/list-prompt-versions.ts';
import { listRatings } from '../prompt-versions/list-ratings.ts';
import { ratePromptVersion } from '../prompt-versions/rate-prompt-version.ts';
import { rollBackPromptVersion } from '../prompt-versions/roll-back-prompt-version.ts';
import { makeActive, makeInactive } from '../prompt-versions/switch-active-version.ts';
import { listProviderCalls } from '../provider-calls/list-provider-calls.ts';
import { findProviderCall, recordProviderCall } from '../provider-calls/provider-calls.ts';
import { appendRunEvent } from '../runs/append-run-event.ts';
import { getRunError } from '../runs/get-run-error.ts';
import { getRunStatus } from '../runs/get-run-status.ts';
import { getRun } from '../runs/get-run.ts';
import { listRunEvents } from '../runs/list-run-events.ts';
import { listRuns } from '../runs/list-runs.ts';
import { lockRun } from '../runs/lock-run.ts';
import { workflowStarted } from '../runs/workflow-started.ts';
import { retryRun } from '../runs/retry-run.ts';
import { countUsedExamples, trainingStats } from '../training-examples/training-stats.ts';
import { createTrainingSession } from '../training-sessions/create-training-session.ts';
import { getTrainingSession } from '../training-sessions/get-training-session.ts';
import { insertTrainingExamples } from '../training-sessions/insert-training-examples.ts';
import { listBestExchanges } from '../training-sessions/list-best-exchanges.ts';
import { listTrainingSessions } from '../training-sessions/list-training-sessions.ts';
import { listAvatarConversations, loadAvatarMessages } from '../training-sessions/load-avatar-messages.ts';
import { loadConversations } from '../training-sessions/load-conversations.ts';
import { loadTrainingSession } from '../training-sessions/load-training-session.ts';
import { markFileScanned } from '../training-sessions/mark-file-scanned.ts';
import { recordFileExtracted } from '../training-sessions/record-file-extracted.ts';
import { recordAnalysis, recordPromptDraft, recordSpeakers } from '../training-sessions/record-findings.ts';
import {
  getSessionFile,
  listSessionFiles,
  loadExtractedTexts,
  recordFileChecked,
  recordFileFailed,
  resetFailedFiles,
} from '../training-sessions/session-files.ts';
import { getUserSettings } from '../user-settings/user-settings.ts';
import {
  allFineTuningAnsweredEmpty,
  allFineTuningAnsweredNotFound,
  allFineTuningWithoutAnswer,
} from './calls-of-all-fine-tuning.ts';
import {
  centerCallsAnsweredEmpty,
  centerCallsAnsweredNotFound,
  centerCallsWithoutAnswer,
} from './calls-of-training-center.ts';
import { avatarCallsAnsweredEmpty, avatarCallsAnsweredNotFound } from './calls-of-avatars.ts';
import {
  knowledgeCallsAnsweredEmpty,
  knowledgeCallsAnsweredNotFound,
  knowledgeCallsWithoutAnswer,
} from './calls-of-knowledge.ts';
import {
  trainingFileCallsAnsweredEmpty,
  trainingFileCallsAnsweredNotFound,
  trainingFileCallsWithoutAnswer,
} from './calls-of-training-files.ts';
import {
  importCallsAnsweredEmpty,
  importCallsAnsweredNotFound,
  importCallsWithoutAnswer,
} from './calls-of-training-imports.ts';
import { endUpload } from '../uploads/end-upload.ts';
import { acceptedItem, describeBatch, someMonth } from './seed-auto-train.ts';
import {
  describeExample,
  describeSession,
  describeVersion,
  noLinks,
  someAnalysis,
  someCall,
} from './seed.ts';

/** IDs of rows that one user has, one of each kind. */
export const ownedIdsSchema = z.object({
  avatarId: z.uuid(),
  sessionId: z.uuid(),
  /** Of the session. */
  runId: z.uuid(),
  fileId: z.uuid(),
  versionId: z.uuid(),
  batchId: z.uuid(),
  batchRunId: z.uuid(),
  conversationId: z.uuid(),
  chatMessageId: z.uuid(),
  notificationId: z.uuid(),
  documentId: z.uuid(),
  documentRunId: z.uuid(),
  chunkId: z.uuid(),
  trainingFileId: z.uuid(),
  exampleId: z.uuid(),
  importId: z.uuid(),
  fineTuneJobId: z.uuid(),
  fineTuneFileId: z.uuid(),
  experimentId: z.uuid(),
  scheduleId: z.uuid(),
  fineTuneBatchId: z.uuid(),
});

type OwnedIds = z.infer<typeof ownedIdsSchema>;

type Call = (tx: Transaction) => Promise<unknown>;

const page = { limit: 10 };
const emptyPage = { items: [], next_cursor: null };
const amount = { callKey: 'story 0', usd: 0.01, tokens: 9 };
const account = {
  capUsd: null,
  capTokens: null,
  spent: { usd: 0, tokens: 0 },
  reserved: { usd: 0, tokens: 0 },
};
const note = { type: 'note', level: 'info', message: 'A note.' } as const;
const draft = { summary: 'You are Misty.', voice_rules: [], behavior_rules: [], avoid: [] };

/** Queries that know no such row when somebody else's ID is asked for. */
export function callsAnsweredNotFound(ids: OwnedIds): Record<string, Call> {
  const { avatarId, sessionId, runId, fileId, versionId, batchId, batchRunId } = ids;
  const month = someMonth;
  return {
    ...trainingFileCallsAnsweredNotFound(ids),
    ...importCallsAnsweredNotFound(ids),
    ...allFineTuningAnsweredNotFound(ids),
    ...centerCallsAnsweredNotFound(ids),
    ...avatarCallsAnsweredNotFound(ids),
    ...knowledgeCallsAnsweredNotFound(ids),
    getAutoTrainBatch: (tx) => getAutoTrainBatch(tx, batchId, noLinks),
    countItems: (tx) => countItems(tx, batchId, { accepted: 1, acceptedQuality: 8, failed: 0, rejected: 0 }),
    createAutoTrainBatch: (tx) => createAutoTrainBatch(tx, describeBatch({ avatarId })),
    loadAutoTrainBatch: (tx) => loadAutoTrainBatch(tx, batchId),
    readAutoTrainBatch: (tx) => readAutoTrainBatch(tx, batchId, noLinks),
    recordItems: (tx) => recordItems(tx, batchId, [acceptedItem(5)]),
    lockRunAccount: (tx) => lockRunAccount(tx, batchRunId),
    raiseRunBudget: (tx) => raiseRunBudget(tx, batchId, {}),
    releaseAll: (tx) => releaseAll(tx, batchRunId),
    releaseMany: (tx) => releaseMany(tx, batchRunId, [amount.callKey]),
    reserve: (tx) => reserve(tx, { runId: batchRunId, month, model: 'simulated', ...amount }),
    reserveMany: (tx) =>
      reserveMany(tx, { runId: batchRunId, month, calls: [{ model: 'simulated', ...amount }] }),
    settle: (tx) => settle(tx, { runId: batchRunId, ...amount }),
    settleMany: (tx) => settleMany(tx, batchRunId, [amount]),
    readNotification: (tx) => readNotification(tx, ids.notificationId),
    activatePromptVersion: (tx) => activatePromptVersion(tx, versionId),
    deactivatePromptVersion: (tx) => deactivatePromptVersion(tx, versionId),
    createPromptVersion: (tx) => createPromptVersion(tx, describeVersion({ avatarId, sessionId })),
    getPromptVersion: (tx) => getPromptVersion(tx, versionId),
    listPromptVersions: (tx) => listPromptVersions(tx, avatarId, page),
    ratePromptVersion: (tx) =>
      ratePromptVersion(tx, {
        promptVersionId: versionId,
        chatMessageId: ids.chatMessageId,
        rating: 1,
        comment: null,
      }),
    rollBackPromptVersion: (tx) => rollBackPromptVersion(tx, avatarId, versionId),
    appendRunEvent: (tx) => appendRunEvent(tx, { runId, ...note }),
    getRun: (tx) => getRun(tx, runId, noLinks),
    getRunError: (tx) => getRunError(tx, runId),
    getRunStatus: (tx) => getRunStatus(tx, runId),
    listRunEvents: (tx) => listRunEvents(tx, runId, 0, 10),
    lockRun: (tx) => lockRun(tx, runId),
    retryRun: (tx) => retryRun(tx, runId),
    createTrainingSession: (tx) => createTrainingSession(tx, describeSession(avatarId), noLinks),
    getTrainingSession: (tx) => getTrainingSession(tx, sessionId, noLinks),
    listTrainingSessions: (tx) => listTrainingSessions(tx, avatarId, page, noLinks),
    loadTrainingSession: (tx) => loadTrainingSession(tx, sessionId),
    recordFileExtracted: (tx) =>
      recordFileExtracted(tx, {
        fileId,
        extractionMethod: 'plain_text',
        pageCount: null,
        text: '',
        warnings: [],
        conversations: [],
      }),
    recordSpeakers: (tx) =>
      recordSpeakers(tx, { sessionId, avatarSpeaker: 'Misty', reason: '', conversations: [] }),
    recordAnalysis: (tx) =>
      recordAnalysis(tx, sessionId, { measuredStyle: null, analysis: someAnalysis, groundedFields: [] }),
    recordPromptDraft: (tx) => recordPromptDraft(tx, sessionId, draft),
    getSessionFile: (tx) => getSessionFile(tx, fileId),
    recordFileChecked: (tx) => recordFileChecked(tx, fileId, { kind: 'pdf', contentType: null }),
    recordFileFailed: (tx) => recordFileFailed(tx, fileId, { code: 'file_empty', message: 'Empty.' }),
  };
}

/** Queries that find nothing where only somebody else has something, each with its answer then. */
export function callsAnsweredEmpty(ids: OwnedIds): Record<string, [call: Call, answer: unknown]> {
  const { avatarId, sessionId, runId, versionId, batchId, batchRunId } = ids;
  return {
    ...trainingFileCallsAnsweredEmpty(ids),
    ...importCallsAnsweredEmpty(ids),
    ...allFineTuningAnsweredEmpty(ids),
    ...centerCallsAnsweredEmpty(ids),
    ...avatarCallsAnsweredEmpty(ids),
    ...knowledgeCallsAnsweredEmpty(ids),
    endUpload: [(tx) => endUpload(tx, sessionId), false],
    listAutoTrainBatches: [(tx) => listAutoTrainBatches(tx, page, noLinks), emptyPage],
    listItems: [(tx) => listItems(tx, batchId, {}, page), emptyPage],
    listItemsByIndex: [(tx) => listItemsByIndex(tx, batchId, [0, 1]), []],
    listMissingItems: [
      (tx) => listMissingItems(tx, batchId, { from: 0, to: 1 }, 1),
      [{ itemIndex: 0, attemptsMade: 0 }],
    ],
    listRejections: [(tx) => listRejections(tx, batchId, {}, page), emptyPage],
    findEntries: [(tx) => findEntries(tx, batchRunId, [amount.callKey]), new Map()],
    settleAnsweredCalls: [(tx) => settleAnsweredCalls(tx, batchRunId), undefined],
    listReservedEntries: [(tx) => listReservedEntries(tx, batchRunId), []],
    getBudget: [(tx) => getBudget(tx, someMonth), account],
    listNotifications: [(tx) => listNotifications(tx, page), emptyPage],
    markRead: [(tx) => markRead(tx, [ids.notificationId]), 0],
    countUnread: [(tx) => countUnread(tx), 0],
    markAllRead: [(tx) => markAllRead(tx), 0],
    findPromptVersionOfSession: [(tx) => findPromptVersionOfSession(tx, sessionId), null],
    getActivePromptVersion: [(tx) => getActivePromptVersion(tx, avatarId), null],
    listRatings: [(tx) => listRatings(tx, versionId), []],
    findProviderCall: [(tx) => findProviderCall(tx, runId, 'analysis'), null],
    listProviderCalls: [(tx) => listProviderCalls(tx, runId, { from: '', to: '~' }), new Map()],
    summariseBatch: [(tx) => summariseBatch(tx, batchId), { accepted: 0, failed: 0, failedByReason: {} }],
    listRuns: [(tx) => listRuns(tx, { avatarId }, page, noLinks), emptyPage],
    countUsedExamples: [(tx) => countUsedExamples(tx), 0],
    trainingStats: [(tx) => trainingStats(tx), { unusedExamples: 0, customModelExists: false }],
    listBestExchanges: [(tx) => listBestExchanges(tx, sessionId), []],
    loadAvatarMessages: [(tx) => loadAvatarMessages(tx, sessionId), []],
    listAvatarConversations: [(tx) => listAvatarConversations(tx, sessionId), []],
    loadConversations: [(tx) => loadConversations(tx, sessionId), []],
    listSessionFiles: [(tx) => listSessionFiles(tx, sessionId), []],
    loadExtractedTexts: [(tx) => loadExtractedTexts(tx, sessionId), []],
    resetFailedFiles: [(tx) => resetFailedFiles(tx, sessionId), 0],
    getUserSettings: [(tx) => getUserSettings(tx), { autoFineTune: false }],
  };
}

/** Queries that write and say nothing, or that a foreign key refuses. */
export function callsWithoutAnswer(ids: OwnedIds): Record<string, Call> {
  const { avatarId, sessionId, runId, fileId, versionId, batchId, conversationId } = ids;
  return {
    ...trainingFileCallsWithoutAnswer(ids),
    ...importCallsWithoutAnswer(ids),
    ...allFineTuningWithoutAnswer(ids),
    ...centerCallsWithoutAnswer(ids),
    ...knowledgeCallsWithoutAnswer(ids),
    deleteItems: (tx) => deleteItems(tx, batchId, [0, 1]),
    insertChatMessage: (tx) =>
      insertChatMessage(tx, {
        avatarId,
        promptVersionId: versionId,
        message: '',
        reply: '',
        model: 'simulated',
        provider: 'openai',
        simulatedProvider: true,
        fallback: null,
        inputTokens: 0,
        outputTokens: 0,
      }),
    incrementUsage: (tx) => incrementUsage(tx, versionId),
    makeActive: (tx) => makeActive(tx, avatarId, { promptVersionId: versionId, action: 'activated' }),
    makeInactive: (tx) => makeInactive(tx, avatarId, versionId),
    recordProviderCall: (tx) => recordProviderCall(tx, { runId, callKey: 'analysis', ...someCall }),
    workflowStarted: (tx) => tx.execute(workflowStarted(runId, 1)),
    insertTrainingExamples: (tx) =>
      insertTrainingExamples(tx, { avatarId, sessionId }, [describeExample(conversationId, 7)]),
    markFileScanned: (tx) => markFileScanned(tx, fileId, 3),
  };
}
