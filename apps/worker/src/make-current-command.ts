/**
 * Gives the work to the version of the worker that WORKER_BUILD_ID names, once its workers poll all task queues:
 * `node apps/worker/src/make-current-command.ts [SECONDS]`, which waits for them for so long; 300 s by default.
 * Ends with 0 when it is the current version, with 1 when the one before has stayed.
 */
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { z } from 'zod';
import { deploymentEnvironmentSchema } from './deployment-version.ts';
import { makeCurrent } from './make-current.ts';
import { workerTaskQueues } from './worker-task-queues.ts';

const environment = deploymentEnvironmentSchema
  .extend({ WORKER_BUILD_ID: deploymentEnvironmentSchema.shape.WORKER_BUILD_ID.unwrap() })
  .parse(process.env);
const seconds = z.coerce.number().positive().default(300).parse(process.argv[2]);

const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
const connection = await Connection.connect({ ...connectionOptions, connectTimeout: '10s' });
try {
  const { WORKER_DEPLOYMENT: deploymentName, WORKER_BUILD_ID: buildId } = environment;
  const before = await makeCurrent(new Client({ connection, namespace }), {
    deploymentName,
    buildId,
    taskQueues: workerTaskQueues,
    deadlineMs: seconds * 1_000,
  });
  process.stdout.write(
    `Version ${buildId} of ${deploymentName} is current. Before: ${before ?? 'unversioned'}.\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await connection.close();
}
