import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '@understudy/domain/runs/run';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, type ApiClient } from '../support/api-client.ts';
import { whatsappChat } from '../support/chats.ts';
import { askedQueries, documentedMetrics, printedMetrics, readQuery } from '../support/metric-names.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { startTraceReceiver, type ReceivedSpan, type TraceReceiver } from '../support/trace-receiver.ts';

/** One training session is watched from all sides: traces, metrics and logs. */
let receiver: TraceReceiver;
let stack: TestStack;
let user: ApiClient;
let run: Run;
const chat = whatsappChat(10);

beforeAll(async () => {
  receiver = await startTraceReceiver();
  stack = await startStack({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  await simulatorAdmin(stack.simulatorUrl).inject({ kind: 'server_error', times: 1 });
  user = await newUser(stack);
  const avatar = await user.createAvatar();
  const session = await user.train(avatar.id, { files: [{ name: 'chat.txt', content: chat }] });
  run = await user.runEnded(session.run.id);
});
afterAll(async () => {
  await stack?.stop();
  await receiver?.close();
});

describe('the trace of a training session', () => {
  let spans: ReceivedSpan[];
  beforeAll(async () => {
    const workflow = await receiver.spanOnceThere(({ name }) => name === 'RunWorkflow:trainAvatar');
    spans = receiver.spans.filter(({ traceId }) => traceId === workflow.traceId);
  });
  const withParents = (span: ReceivedSpan): ReceivedSpan[] => {
    const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
    return parent === undefined ? [span] : [span, ...withParents(parent)];
  };
  const pathTo = (wanted: (span: ReceivedSpan) => boolean): string[] => {
    const found = spans.find((span) => wanted(span));
    return (found === undefined ? [] : withParents(found).toReversed()).map(
      ({ service, name }) => `${service.replace('understudy-', '')}: ${name}`,
    );
  };

  it('leads from the request through workflow and activity to the request of the provider', () => {
    expect(
      pathTo(({ name, attributes }) => name === 'POST' && attributes['http.response.status_code'] === 200),
    ).toEqual([
      'api: POST /api/avatars/:id/training-sessions',
      'api: StartWorkflow:trainAvatar',
      'worker: RunWorkflow:trainAvatar',
      'worker: RunActivity:analyseStyle',
      expect.stringMatching(/^worker: chat /),
      'worker: POST',
    ]);
  });

  it('leads to SQL, in the API and in the worker', () => {
    const isInsert = (service: string) => (span: ReceivedSpan) =>
      span.service === service && span.attributes['db.operation.name'] === 'INSERT';
    expect(pathTo(isInsert('understudy-api')).slice(0, 1)).toEqual([
      'api: POST /api/avatars/:id/training-sessions',
    ]);
    expect(pathTo(isInsert('understudy-worker')).slice(2)).toEqual([
      'worker: RunWorkflow:trainAvatar',
      expect.stringMatching(/^worker: RunActivity:/),
      'worker: INSERT',
    ]);
  });

  it('has a workflow as long as its activities, under the ID of the run', () => {
    const workflow = spans.find(({ name }) => name === 'RunWorkflow:trainAvatar');
    const activities = spans.filter(({ name }) => name.startsWith('RunActivity:'));
    expect(workflow?.attributes).toMatchObject({ temporalWorkflowId: run.id });
    for (const { startTimeUnixNano, endTimeUnixNano } of activities) {
      // Temporal stamps the start by its own clock, to the millisecond.
      expect(startTimeUnixNano).toBeGreaterThanOrEqual((workflow?.startTimeUnixNano ?? 0n) - 5_000_000n);
      expect(endTimeUnixNano).toBeLessThanOrEqual(workflow?.endTimeUnixNano ?? 0n);
    }
  });

  it('has nothing that anybody wrote, and no name of a user', () => {
    const everything = JSON.stringify(receiver.spans, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    const messages = chat.split('\n').map((line) => line.split(': ').at(-1)?.trim() ?? '');
    expect(messages.filter((text) => text.length > 8).length).toBeGreaterThan(5);
    for (const text of messages) if (text.length > 8) expect(everything).not.toContain(text);
    expect(everything).not.toContain(user.user);
    expect(everything).not.toContain(user.token);
  });
});

describe('metrics', () => {
  let api: string;
  let worker: string;
  beforeAll(async () => {
    const scrape = async (url: string) => (await fetch(url)).text();
    [api, worker] = await Promise.all([scrape(stack.metricsUrls.api), scrape(stack.metricsUrls.worker)]);
  });
  const ours = (text: string): string[] =>
    printedMetrics(text)
      .filter((name) => name.startsWith('understudy_'))
      .toSorted();

  it('are those that docs/observability.md lists, no more and no fewer', async () => {
    const documented = await documentedMetrics();
    const names = (where: 'api' | 'worker') =>
      documented
        .filter((metric) => metric[where])
        .map(({ name }) => name)
        .toSorted();
    expect(ours(api)).toEqual(names('api'));
    expect(ours(worker)).toEqual(names('worker'));
  });

  it('are all that dashboards and alerts ask of the two, in queries that Prometheus understands', async () => {
    const queries = (await askedQueries()).map(readQuery);
    expect(queries.flatMap(({ faults }) => faults)).toEqual([]);
    const printed = new Set([...printedMetrics(api), ...printedMetrics(worker)]);
    const asked = new Set(queries.flatMap(({ metrics }) => metrics));
    expect(asked.size).toBeGreaterThan(30);
    const ofTheTwo = [...asked].filter((name) => /^(?:understudy|temporal|nodejs|process)_/.test(name));
    expect(ofTheTwo.filter((name) => !printed.has(name))).toEqual([]);
  });

  it('count what the session did', () => {
    expect(api).toMatch(/^understudy_runs_started_total\{kind="training_session"\} 1$/m);
    expect(api).toMatch(/_duration_seconds_count\{operation="\w+",method="POST",status="202"\} 1$/m);
    expect(worker).toMatch(/^understudy_runs_ended_total\{kind="training_session",status="completed"\} 1$/m);
    expect(worker).toMatch(/^understudy_provider_call_duration_seconds_count\{.*outcome="ok"\} 2$/m);
    expect(worker).toMatch(
      /^understudy_provider_call_duration_seconds_count\{.*outcome="provider_unavailable"\} 1$/m,
    );
    expect(worker).toMatch(/^understudy_provider_cost_usd_total\{provider="openai",model=".+"\} 0\.\d+$/m);
    expect(worker).toMatch(
      /^understudy_task_queue_backlog_tasks\{task_queue="storage",task_type="activity"\} \d/m,
    );
  });

  it('have no IDs and no names in their labels', () => {
    for (const text of [api, worker]) {
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
      expect(text).not.toContain(user.user);
    }
  });
});

describe('log lines', () => {
  const linesOf = async (name: string): Promise<unknown[]> => {
    const text = await readFile(join(stack.stateFolder, 'logs', `${name}.log`), 'utf8');
    return text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line): unknown => JSON.parse(line));
  };

  it('of the API and of the worker meet in the run and in the trace', async () => {
    const { traceId } = await receiver.spanOnceThere(({ name }) => name === 'RunWorkflow:trainAvatar');
    expect(await linesOf('api')).toContainEqual(
      expect.objectContaining({ msg: 'request', status: 202, run_id: run.id, trace_id: traceId }),
    );
    expect(await linesOf('worker')).toContainEqual(
      expect.objectContaining({
        msg: 'activity failed',
        run_id: run.id,
        workflow_id: run.id,
        trace_id: traceId,
        activity: 'analyseStyle',
      }),
    );
  });
});
