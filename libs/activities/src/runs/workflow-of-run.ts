import { autoTrainWorkflow, type AutoTrainInput } from '@understudy/domain/auto-train/auto-train-contract';
import {
  enrichConversationsWorkflow,
  type EnrichConversationsInput,
} from '@understudy/domain/enrichment/enrichment-contract';
import {
  fineTuneBatchWorkflow,
  type FineTuneBatchInput,
} from '@understudy/domain/fine-tune-batches/fine-tune-batch-workflow';
import { fineTuneWorkflow, type FineTuneInput } from '@understudy/domain/fine-tune/fine-tune-contract';
import {
  indexDocumentWorkflow,
  type IndexDocumentInput,
} from '@understudy/domain/knowledge/index-document-contract';
import {
  examineExamplesWorkflow,
  type ExamineExamplesInput,
} from '@understudy/domain/training-center/contracts/examine-examples-contract';
import {
  importExamplesWorkflow,
  type ImportExamplesInput,
} from '@understudy/domain/training-center/contracts/training-import-contract';
import {
  buildTrainingFileWorkflow,
  type BuildTrainingFileInput,
} from '@understudy/domain/training-files/training-file-contract';
import {
  trainAvatarWorkflow,
  type TrainAvatarInput,
} from '@understudy/domain/training-sessions/training-session-contract';
import type { StartableRun } from './run-starter.ts';

type WorkflowInput =
  | TrainAvatarInput
  | AutoTrainInput
  | IndexDocumentInput
  | ImportExamplesInput
  | ExamineExamplesInput
  | EnrichConversationsInput
  | BuildTrainingFileInput
  | FineTuneInput
  | FineTuneBatchInput;

/** The workflow for each kind of run. A new capability adds its kind here. */
export function workflowOf(run: StartableRun): {
  workflowType: string;
  summary: string;
  input: WorkflowInput;
} {
  switch (run.kind) {
    case 'training_session': {
      const { runId, userId, avatarId, subjectId, attempt } = run;
      if (avatarId === null || subjectId === null) {
        throw new Error(`The training run ${runId} names no avatar or no session`);
      }
      return {
        workflowType: trainAvatarWorkflow,
        summary: 'Training session',
        input: { runId, userId, avatarId, trainingSessionId: subjectId, attempt },
      };
    }
    case 'auto_train_batch': {
      const { runId, userId, subjectId, attempt, plan } = run;
      if (subjectId === null) throw new Error(`The auto-train run ${runId} names no batch`);
      return {
        workflowType: autoTrainWorkflow,
        summary: 'Auto-train batch',
        input: { runId, userId, batchId: subjectId, attempt, ...(plan === undefined ? {} : { plan }) },
      };
    }
    case 'knowledge_document': {
      const { runId, userId, subjectId, attempt } = run;
      if (subjectId === null) throw new Error(`The run ${runId} names no document`);
      return {
        workflowType: indexDocumentWorkflow,
        summary: 'Knowledge document',
        input: { runId, userId, documentId: subjectId, attempt },
      };
    }
    case 'training_import': {
      const { runId, userId, attempt } = run;
      return {
        workflowType: importExamplesWorkflow,
        summary: 'Import of examples',
        input: { runId, userId, attempt },
      };
    }
    case 'example_examination': {
      const { runId, userId, avatarId, attempt } = run;
      return {
        workflowType: examineExamplesWorkflow,
        summary: 'Examination of examples',
        input: { runId, userId, avatarId, attempt },
      };
    }
    case 'conversation_enrichment': {
      const { runId, userId, attempt } = run;
      return {
        workflowType: enrichConversationsWorkflow,
        summary: 'Enrichment of conversations',
        input: { runId, userId, attempt },
      };
    }
    case 'training_file_build': {
      const { runId, userId, subjectId, attempt } = run;
      if (subjectId === null) throw new Error(`The build ${runId} names no training file`);
      return {
        workflowType: buildTrainingFileWorkflow,
        summary: 'Training file',
        input: { runId, userId, trainingFileId: subjectId, attempt },
      };
    }
    case 'fine_tune': {
      const { runId, userId, avatarId, subjectId, attempt } = run;
      if (avatarId === null || subjectId === null)
        throw new Error(`The fine-tune ${runId} names no avatar or no job`);
      return {
        workflowType: fineTuneWorkflow,
        summary: 'Fine-tune',
        input: { runId, userId, avatarId, jobId: subjectId, attempt },
      };
    }
    case 'fine_tune_batch': {
      const { runId, userId, attempt } = run;
      return {
        workflowType: fineTuneBatchWorkflow,
        summary: 'Fine-tunes of many avatars',
        input: { runId, userId, attempt },
      };
    }
  }
}
