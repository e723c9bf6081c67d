import {
  examinationRequestSchema,
  examinationSchema,
  fixFindingRequestSchema,
  fixFindingResponseSchema,
  qualitySchema,
} from '@understudy/domain/training-center/contracts/examine-examples';
import { exampleFilterSchema } from '@understudy/domain/training-center/contracts/list-examples';
import { idParams, startedRunHeaders } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { preferenceHeaders, preferHeaders, preferredWait } from '../http/prefer.ts';
import { waitForRun } from '../runs/wait-for-run.ts';
import { requireAskedAvatar } from './asked-avatar.ts';
import { readExamination, requestExamination } from './examinations.ts';
import { fixFinding } from './fix-finding.ts';
import { readQuality } from './read-quality.ts';

const tag = 'Training center';

/** Seconds that a request waits for small examinations, unless it prefers otherwise; and at most. */
const usualWaitSeconds = 1;
const longestWaitSeconds = 60;

/** Examine examples, read what was found, and fix it in bulk. */
export const qualityOperations = [
  defineOperation({
    id: 'examineTrainingExamples',
    method: 'post',
    path: '/api/training/examinations',
    tag,
    summary: 'Have training examples examined',
    description:
      'Starts a run that looks for what could be better in each of them; where one is going on, that is the answer. ' +
      'Waits a moment, so that small sets are examined with the answer; `Prefer: wait=N` waits longer, `respond-async` not at all.',
    security: 'bearer',
    headers: preferHeaders,
    body: examinationRequestSchema,
    responses: {
      202: {
        description: 'The examination as it stands',
        schema: examinationSchema,
        headers: startedRunHeaders.extend(preferenceHeaders.shape),
      },
    },
    problems: ['not_found'],
    handler: async ({ dependencies, principal, headers, body, signal }) => {
      const userId = principal.user;
      const runId = await requestExamination(dependencies, userId, body.avatar_id);
      const preferred = preferredWait(headers.prefer, longestWaitSeconds);
      const seconds = preferred?.seconds ?? usualWaitSeconds;
      await waitForRun(dependencies, { userId, runId }, { seconds, clientGone: signal });
      const examination = await readExamination(dependencies, userId, runId);
      const answerHeaders = { Location: examination.run.links.self, ...preferred?.headers };
      return { status: 202, body: examination, headers: answerHeaders };
    },
  }),
  defineOperation({
    id: 'getTrainingExamination',
    method: 'get',
    path: '/api/training/examinations/:id',
    tag,
    summary: 'Read an examination',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The examination as it stands', schema: examinationSchema } },
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await readExamination(dependencies, principal.user, params.id),
    }),
  }),
  defineOperation({
    id: 'getTrainingQuality',
    method: 'get',
    path: '/api/training/quality',
    tag,
    summary: 'Read what training examples are like',
    description: 'As of the last examination, with what has changed since.',
    security: 'bearer',
    query: exampleFilterSchema.pick({ avatar_id: true }),
    responses: { 200: { description: 'The report', schema: qualitySchema } },
    problems: ['not_found'],
    handler: async ({ dependencies: { database }, principal, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, async (tx) => {
        await requireAskedAvatar(tx, query.avatar_id);
        return await readQuality(tx, { avatarId: query.avatar_id ?? null });
      }),
    }),
  }),
  defineOperation({
    id: 'fixTrainingFinding',
    method: 'post',
    path: '/api/training/quality/fix',
    tag,
    summary: 'Fix a finding in all examples that have it',
    description: 'Removed examples can be brought back together; what was redacted stays redacted.',
    security: 'bearer',
    body: fixFindingRequestSchema,
    responses: { 200: { description: 'It is done', schema: fixFindingResponseSchema } },
    problems: ['conflict', 'not_found'],
    handler: async ({ dependencies, principal, body }) => ({
      status: 200,
      body: await fixFinding(dependencies, principal.user, body),
    }),
  }),
];
