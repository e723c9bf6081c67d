/** Bundles the workflows into one file: `node apps/worker/src/build-workflow-bundle.ts FILE`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { workflowSources } from './workflow-sources.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: build-workflow-bundle.ts FILE');

const { code } = await bundleWorkflowCode({ ...workflowSources, logger: new DefaultLogger('WARN') });
await mkdir(dirname(file), { recursive: true });
await writeFile(file, code);
