import { readdir, readFile } from 'node:fs/promises';
import { bundleWorkflowCode, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { z } from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import { workflowSources } from '../workflow-sources.ts';
import * as allWorkflows from './all-workflows.ts';

const folder = new URL('./histories/', import.meta.url);
const histories = (await readdir(folder)).filter((name) => name.endsWith('.json'));

/** What a stored history says about itself: its first event names the workflow. */
const historySchema = z.object({
  events: z.tuple(
    [
      z.object({
        workflowExecutionStartedEventAttributes: z.object({ workflowType: z.object({ name: z.string() }) }),
      }),
    ],
    z.unknown(),
  ),
});
const read = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(name, folder), 'utf8'));
const recorded = await Promise.all(
  histories.map(async (name) => {
    const [{ workflowExecutionStartedEventAttributes: started }] = historySchema.parse(
      await read(name),
    ).events;
    return started.workflowType.name;
  }),
);

const sourceMapSchema = z.object({ sources: z.array(z.string()) });
const allowedSources =
  /apps\/worker\/src\/workflows\/|libs\/domain\/src\/|node_modules\/(@temporalio|nexus-rpc|long|ms)\/|webpack\/|__temporal_custom/;

let workflowBundle: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  workflowBundle = await bundleWorkflowCode(workflowSources);
});

describe('the workflow code', () => {
  it.each(Object.keys(allWorkflows))('has a stored history of %s', (workflowType) => {
    expect(recorded).toContain(workflowType);
  });

  it.each(histories)('replays %s', async (name) => {
    await expect(Worker.runReplayHistory({ workflowBundle }, await read(name))).resolves.toBeUndefined();
  });

  it('is bundled from workflows, libs/domain and Temporal alone', () => {
    const [, inlineMap = ''] =
      /sourceMappingURL=data:application\/json;[^,]*base64,(\S+)/.exec(workflowBundle.code) ?? [];
    const { sources } = sourceMapSchema.parse(JSON.parse(Buffer.from(inlineMap, 'base64').toString()));
    expect(sources.some((source) => source.includes('workflows/train-avatar.ts'))).toBe(true);
    expect(sources.filter((source) => !allowedSources.test(source))).toEqual([]);
  });
});
