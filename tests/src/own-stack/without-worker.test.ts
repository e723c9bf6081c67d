import { searchAttributes } from '@understudy/domain/runs/run-contract';
import { runSchema, type Run } from '@understudy/domain/runs/run';
import { trainingSessionSchema } from '@understudy/domain/training-sessions/training-session';
import { avatarSchema } from '@understudy/domain/avatars/avatar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '@understudy/api/testing/test-api';
import { startStack, type TestStack } from '@understudy/stack/test-stack';

/** The API against a Temporal that nobody works for. */
const user = 'ada';

describe('with Temporal and no worker', () => {
  let stack: TestStack;
  let api: TestApi;
  beforeAll(async () => {
    stack = await startStack({ worker: false, api: false });
    api = await startTestApi({ TEMPORAL_ADDRESS: stack.temporalAddress });
  });
  afterAll(async () => {
    await api?.close();
    await stack?.stop();
  });

  async function train(instructions: string): Promise<Run> {
    const created = await api.request('/api/avatars', { method: 'POST', user, json: { name: 'Ash' } });
    const avatar = avatarSchema.parse(await created.json());
    const body = new FormData();
    body.set('instructions', instructions);
    const path = `/api/avatars/${avatar.id}/training-sessions`;
    const response = await api.request(path, { method: 'POST', user, body });
    const { run } = trainingSessionSchema.parse(await response.json());
    await api.dependencies.runStarts.tried(run.id);
    return run;
  }

  const steer = (runId: string, how: string) =>
    api.request(`/api/runs/${runId}/${how}`, { method: 'POST', user });

  test('the process is ready', async () => {
    expect((await api.request('/readyz')).status).toBe(200);
  });

  test('a run has a workflow that says whose and what it is, and nothing private', async () => {
    const run = await train('A very private instruction.');
    const handle = api.dependencies.temporal.workflow.getHandle(run.id);
    const { status, raw, memo, typedSearchAttributes } = await handle.describe();
    expect(status.name).toBe('RUNNING');
    expect(memo).toMatchObject({ kind: 'training_session', attempt: 1 });
    const attributes = Object.fromEntries(
      typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    );
    expect(attributes).toMatchObject({
      [searchAttributes.user]: user,
      [searchAttributes.avatar]: run.avatar_id,
      [searchAttributes.kind]: 'training_session',
    });
    expect(JSON.stringify([raw, await handle.fetchHistory()])).not.toContain('private');
  });

  test('starting a run twice makes one workflow', async () => {
    const run = await train('Be brief.');
    const handle = api.dependencies.temporal.workflow.getHandle(run.id);
    const { runId: execution } = await handle.describe();
    const { avatar_id: avatarId, subject_id: subjectId } = run;
    const again = { runId: run.id, userId: user, kind: run.kind, avatarId, subjectId, attempt: 1 };
    api.dependencies.runStarts.begin(again);
    await api.dependencies.runStarts.tried(run.id);
    expect((await handle.describe()).runId).toBe(execution);
  });

  test('pausing says that no worker answers', async () => {
    const { id } = await train('Be brief.');
    const response = await steer(id, 'pause');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'worker_unavailable' });
  });

  test('cancelling is taken note of, and is harmless when repeated', async () => {
    const { id } = await train('Be brief.');
    expect((await steer(id, 'cancel')).status).toBe(202);
    const again = await steer(id, 'cancel');
    expect(again.status).toBe(202);
    expect(runSchema.parse(await again.json()).id).toBe(id);
    const history = await api.dependencies.temporal.workflow.getHandle(id).fetchHistory();
    const types = (history.events ?? []).map(
      ({ workflowExecutionCancelRequestedEventAttributes: one }) => one,
    );
    expect(types.some((one) => one !== undefined && one !== null)).toBe(true);
  });

  test('cancelling a run whose workflow Temporal has lost ends it here', async () => {
    const { id } = await train('Be brief.');
    await api.dependencies.temporal.workflow.getHandle(id).terminate();
    const response = await steer(id, 'cancel');
    expect(response.status).toBe(202);
    expect(runSchema.parse(await response.json()).status).toBe('cancelled');
    expect((await steer(id, 'pause')).status).toBe(409);
  });

  test('a retry starts the workflow anew', async () => {
    const { id } = await train('Be brief.');
    const handle = api.dependencies.temporal.workflow.getHandle(id);
    const { runId: first } = await handle.describe();
    await handle.terminate();
    await steer(id, 'cancel');
    const retried = await steer(id, 'retry');
    expect(runSchema.parse(await retried.json())).toMatchObject({ status: 'queued', attempt: 2 });
    await api.dependencies.runStarts.tried(id);
    const second = await handle.describe();
    expect(second.runId).not.toBe(first);
    expect(second.status.name).toBe('RUNNING');
  });
});
