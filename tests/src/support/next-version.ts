import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { repositoryRoot } from '@understudy/stack/repository';
import { workflowSources } from '@understudy/worker/workflow-sources';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** The patch by which the workflows of the next version differ from those of the repository. */
export const patchOfNextVersion = 'test-next-version';

/** What a release does to the code of all runs: a new step, for executions that have not come past it. */
const change = {
  file: 'run-control.ts',
  from: "      setCurrentDetails(`**${status.replaceAll('_', ' ')}**`);",
  to: `      if (patched('${patchOfNextVersion}')) setCurrentDetails(\`**\${status}**, by the next version\`);`,
};

/** Workflows of a version that does not exist yet, bundled. */
export type NextVersion = { bundle: string; remove: () => Promise<void> };

/**
 * Makes the workflows of a next version from those of the repository: a copy with one changed line, bundled into one file.
 *
 * @throws Error where that line is not there any more
 */
export async function bundleNextVersion(): Promise<NextVersion> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-next-version-'));
  const workflows = join(folder, 'workflows');
  await mkdir(workflows);
  await cp(join(repositoryRoot, 'apps/worker/src/workflows'), workflows, {
    recursive: true,
    filter: (path) => !path.endsWith('.test.ts') && !path.endsWith('histories'),
  });
  // Packages are found as they are from the repository.
  await symlink(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'));
  const source = await readFile(join(workflows, change.file), 'utf8');
  if (!source.includes(change.from)) throw new Error(`${change.file} has changed: adapt next-version.ts`);
  await writeFile(join(workflows, change.file), source.replace(change.from, change.to));
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(workflows, 'all-workflows.ts'),
    workflowInterceptorModules: workflowSources.workflowInterceptorModules.map((path) =>
      join(workflows, basename(path)),
    ),
    logger: new DefaultLogger('WARN'),
  });
  const bundle = join(folder, 'workflow-bundle.js');
  await writeFile(bundle, code);
  return { bundle, remove: () => rm(folder, { recursive: true, force: true }) };
}
