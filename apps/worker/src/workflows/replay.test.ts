import { readdir, readFile } from 'node:fs/promises';
import { bundleWorkflowCode, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { z } from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import { workflowSources } from '../workflow-sources.ts';

const folder = new URL('./histories/', import.meta.url);
const histories = (await readdir(folder)).filter((name) => name.endsWith('.json'));

const sourceMapSchema = z.object({ sources: z.array(z.string()) });
const allowedSources =
  /apps\/worker\/src\/workflows\/|libs\/domain\/src\/|node_modules\/(@temporalio|nexus-rpc|long|ms)\/|webpack\/|__temporal_custom/;

let workflowBundle: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  workflowBundle = await bundleWorkflowCode(workflowSources);
});

describe('the workflow code', () => {
  it('has a stored history for every branch of a release', () => {
    expect(histories.length).toBeGreaterThanOrEqual(5);
  });

  it.each(histories)('replays %s', async (name) => {
    const history: unknown = JSON.parse(await readFile(new URL(name, folder), 'utf8'));
    await expect(Worker.runReplayHistory({ workflowBundle }, history)).resolves.toBeUndefined();
  });

  it('is bundled from workflows, libs/domain and Temporal alone', () => {
    const [, inlineMap = ''] =
      /sourceMappingURL=data:application\/json;[^,]*base64,(\S+)/.exec(workflowBundle.code) ?? [];
    const { sources } = sourceMapSchema.parse(JSON.parse(Buffer.from(inlineMap, 'base64').toString()));
    expect(sources.some((source) => source.includes('workflows/train-avatar.ts'))).toBe(true);
    expect(sources.filter((source) => !allowedSources.test(source))).toEqual([]);
  });
});
