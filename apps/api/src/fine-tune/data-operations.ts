import { estimateJob } from '@understudy/activities/fine-tune/estimate-job';
import { getAvatarName, readAvatarName } from '@understudy/db/avatars/get-avatar-name';
import { groupFineTuneExamples } from '@understudy/db/fine-tune/count-examples';
import { baseModels } from '@understudy/domain/fine-tune/base-models';
import { baseModelsSchema } from '@understudy/domain/fine-tune/contracts/base-models';
import { estimateFineTuneSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import {
  eligibilityQuerySchema,
  eligibilitySchema,
} from '@understudy/domain/fine-tune/contracts/eligibility';
import { fineTuneEstimateSchema } from '@understudy/domain/fine-tune/contracts/estimate';
import { fineTuneStatisticsSchema } from '@understudy/domain/fine-tune/contracts/statistics';
import { fineTuneUsageQuerySchema, fineTuneUsageSchema } from '@understudy/domain/fine-tune/contracts/usage';
import { composeStatistics } from '@understudy/domain/fine-tune/eligibility/compose-statistics';
import { idParams } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { describeProviders } from './describe-providers.ts';
import { readUsage } from './read-usage.ts';
import { readEligibility } from './refuse-ineligible.ts';

const tag = 'Fine-tuning';

/** What there is to fine-tune with, what it would cost, and what the tuned models were used for. */
export const fineTuneDataOperations = [
  defineOperation({
    id: 'getFineTuneEligibility',
    method: 'get',
    path: '/api/avatars/:id/fine-tune/eligibility',
    tag,
    summary: 'Ask whether an avatar can be fine-tuned',
    description:
      'Ten examples are needed, fifty and more recommended. Says what is missing and what to do about it.',
    security: 'bearer',
    params: idParams,
    query: eligibilityQuerySchema.strict(),
    responses: { 200: { description: 'Whether, and why', schema: eligibilitySchema } },
    handler: async ({ dependencies: { database }, principal, params, query }) => {
      const asked = { ...query, training_data_id: query.training_data_id ?? null };
      const body = await database.asUser(principal.user, (tx) => readEligibility(tx, params.id, asked));
      return { status: 200, body };
    },
  }),
  defineOperation({
    id: 'getFineTuneStatistics',
    method: 'get',
    path: '/api/avatars/:id/fine-tune/statistics',
    tag,
    summary: 'Count the examples of an avatar',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The counts', schema: fineTuneStatisticsSchema } },
    handler: async ({ dependencies: { database }, principal, params }) => {
      const groups = await database.asUser(principal.user, async (tx) => {
        await getAvatarName(tx, params.id);
        return await groupFineTuneExamples(tx, { avatarId: params.id, trainingDataId: null });
      });
      return { status: 200, body: composeStatistics(groups) };
    },
  }),
  defineOperation({
    id: 'getFineTuneUsage',
    method: 'get',
    path: '/api/avatars/:id/fine-tune/usage',
    tag,
    summary: 'Read what the tuned models of an avatar were used for',
    description: 'Messages, tokens and cost by day and model, newest first, and their sum.',
    security: 'bearer',
    params: idParams,
    query: fineTuneUsageQuerySchema.strict(),
    responses: { 200: { description: 'The use', schema: fineTuneUsageSchema } },
    handler: async ({ dependencies: { database }, principal, params, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => readUsage(tx, params.id, query.days)),
    }),
  }),
  defineOperation({
    id: 'listFineTuneBaseModels',
    method: 'get',
    path: '/api/avatars/:id/fine-tune/base-models',
    tag,
    summary: 'List the models that can be trained',
    description:
      'Recommended ones are marked, and who can train on this installation. Other models can be named as well.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The models, and who trains them', schema: baseModelsSchema } },
    handler: async ({ dependencies: { database, fineTuning }, principal, params }) => {
      await readAvatarName(database, principal.user, params.id);
      const body = { models: [...baseModels], providers: await describeProviders(fineTuning) };
      return { status: 200, body };
    },
  }),
  defineOperation({
    id: 'estimateFineTune',
    method: 'post',
    path: '/api/avatars/:id/fine-tune/estimate',
    tag,
    summary: 'Estimate what a fine-tune costs',
    description: [
      'Chooses the examples as the job would and counts their tokens, by the model’s own tokenizer where there is one.',
      'The answer says by which prices, of which day and source, and what was assumed. Nothing is stored or paid for.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    body: estimateFineTuneSchema,
    responses: { 200: { description: 'The estimate', schema: fineTuneEstimateSchema } },
    handler: async ({ dependencies: { database }, principal, params, body, signal }) => {
      await readAvatarName(database, principal.user, params.id);
      const asked = { userId: principal.user, avatarId: params.id, request: body };
      return { status: 200, body: await estimateJob(database, asked, signal) };
    },
  }),
];
