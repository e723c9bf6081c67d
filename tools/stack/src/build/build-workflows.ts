import { join } from 'node:path';
import type { Reporter } from '../console/reporter.ts';
import { runCommand } from '../processes/run-command.ts';
import { repositoryRoot } from '../repository.ts';
import { buildOnce } from './build-once.ts';

const workerFolder = join(repositoryRoot, 'apps', 'worker');
const builtFolder = join(workerFolder, 'dist');

/** The bundle of all workflows, as the worker loads it. */
export const workflowBundlePath = join(builtFolder, 'workflow-bundle.js');

/** What the bundle depends on: workflow code, the rules it uses, and Temporal's packages. */
const sources = [
  join(workerFolder, 'src', 'workflows'),
  join(repositoryRoot, 'libs', 'domain', 'src'),
  join(repositoryRoot, 'package-lock.json'),
];

/**
 * Bundles the workflows ahead, so that a worker that is started again after a crash need not.
 * @throws {CommandError} with what the build wrote, if it failed.
 */
export async function buildWorkflows(reporter: Reporter, signal?: AbortSignal): Promise<void> {
  await buildOnce({
    subject: 'workflows',
    folder: builtFolder,
    sources,
    reporter,
    build: async (draft) => {
      const command = join(workerFolder, 'src', 'build-workflow-bundle.ts');
      await runCommand(process.execPath, [command, join(draft, 'workflow-bundle.js')], {
        cwd: workerFolder,
        signal,
      });
    },
  });
}
