import { compareModels } from '@understudy/activities/chat/compare-models';
import { deactivateFineTunedModel, getActiveModel } from '@understudy/db/fine-tune/active-model';
import {
  activateFineTunedModelSchema,
  activeModelSchema,
} from '@understudy/domain/fine-tune/contracts/active-model';
import {
  compareModelsSchema,
  modelComparisonSchema,
} from '@understudy/domain/fine-tune/contracts/compare-models';
import { fineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/job';
import { idParams } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { activateJob } from './activate-job.ts';
import { deleteModel } from './delete-model.ts';

const tag = 'Fine-tuning';
const nowAnswers = { description: 'What the avatar answers with now', schema: activeModelSchema } as const;

/** Tuned models: answer with one, stop that, and put it beside its base model. */
export const fineTunedModelOperations = [
  defineOperation({
    id: 'getFineTunedModel',
    method: 'get',
    path: '/api/avatars/:id/fine-tuned-model',
    tag,
    summary: 'Read what an avatar answers with',
    description: 'A model that was deactivated is still named, with `use_fine_tuned_model` false.',
    security: 'bearer',
    params: idParams,
    responses: { 200: nowAnswers },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getActiveModel(tx, params.id)),
    }),
  }),
  defineOperation({
    id: 'activateFineTunedModel',
    method: 'post',
    path: '/api/fine-tune-jobs/:id/activate',
    tag,
    summary: 'Answer with the model of a job',
    description: 'Or with one of its checkpoints. Doing it again changes nothing.',
    security: 'bearer',
    params: idParams,
    body: activateFineTunedModelSchema,
    responses: { 200: nowAnswers },
    problems: ['conflict'],
    handler: async ({ dependencies: { database }, principal, params, body }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => activateJob(tx, params.id, body)),
    }),
  }),
  defineOperation({
    id: 'deactivateFineTunedModel',
    method: 'post',
    path: '/api/avatars/:id/fine-tuned-model/deactivate',
    tag,
    summary: 'Answer with the base model again',
    description: 'The tuned model stays where it is and can be activated anew.',
    security: 'bearer',
    params: idParams,
    responses: { 200: nowAnswers },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => deactivateFineTunedModel(tx, params.id)),
    }),
  }),
  defineOperation({
    id: 'deleteFineTunedModel',
    method: 'delete',
    path: '/api/fine-tune-jobs/:id/model',
    tag,
    summary: 'Delete the model of a job',
    description:
      'For models of the LoRA trainer, which are kept in this installation’s storage, and not while one is active. Models at a provider are deleted there.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The job, without its model', schema: fineTuneJobSchema } },
    problems: ['conflict'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await deleteModel(dependencies, principal.user, params.id),
    }),
  }),
  defineOperation({
    id: 'compareModels',
    method: 'post',
    path: '/api/avatars/:id/fine-tuned-model/compare',
    tag,
    summary: 'Ask the base model and the tuned one the same',
    description: [
      'Each message for itself, with the active prompt and without knowledge. Where one does not answer, `error` says why',
      'in its place. Nothing is stored, and nothing counts as use; the provider bills it all the same.',
    ].join(' '),
    security: 'bearer',
    rateLimit: 'chat',
    params: idParams,
    body: compareModelsSchema,
    responses: { 200: { description: 'Both answers to every message', schema: modelComparisonSchema } },
    problems: ['conflict'],
    handler: async ({ dependencies: { database, models }, principal, params, body, signal }) => {
      const asked = { userId: principal.user, avatarId: params.id, request: body, signal };
      return { status: 200, body: await compareModels({ database, models }, asked) };
    },
  }),
];
