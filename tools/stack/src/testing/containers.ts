import { randomBytes } from 'node:crypto';
import { getContainerRuntimeClient, type StartedTestContainer } from 'testcontainers';
import { elapsedSince, type Reporter } from '../console/reporter.ts';
import {
  bucket,
  containerPorts,
  images,
  minioContainer,
  postgresContainer,
  temporalContainer,
} from './container-definitions.ts';

/** PostgreSQL, Temporal and object storage that a stack for tests is put on, in place of its own. */
export interface Foundations {
  /** PostgreSQL as the owner of everything. */
  readonly databaseOwnerUrl: string;
  /** host:port. */
  readonly temporalAddress: string;
  readonly temporalUiUrl: string;
  /** Variables by which the API and the worker find the bucket. */
  readonly storage: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Whether the tests are to run against containers: `TEST_CONTAINERS=1`. */
export function wantsContainers(environment: NodeJS.ProcessEnv): boolean {
  return environment['TEST_CONTAINERS'] === '1';
}

/** Tests are to run against containers, and none can be started here. */
export class NoContainerRuntimeError extends Error {
  override readonly name = 'NoContainerRuntimeError';
}

const advice = [
  'Start Docker, or Podman with its socket and DOCKER_HOST set to that (CONTRIBUTING.md says how);',
  'or leave TEST_CONTAINERS out: then the same tests run against the embedded stack.',
].join('\n');

/**
 * Starts PostgreSQL with pgvector, Temporal and MinIO as containers, on ports of this machine that are free.
 *
 * @throws NoContainerRuntimeError where neither Docker nor Podman can be reached
 */
export async function startContainers(reporter: Reporter): Promise<Foundations> {
  await requireRuntime();
  const startedAt = performance.now();
  const key = { id: 'understudy', secret: randomBytes(20).toString('hex') };
  const password = randomBytes(20).toString('hex');
  reporter.tell('containers', `starting ${Object.values(images).join(', ')}`);
  const started = await startAll([postgresContainer(password), temporalContainer(), minioContainer(key)]);
  const [postgres, temporal, minio] = started;
  reporter.done('containers', `ready (${elapsedSince(startedAt)})`);
  return {
    databaseOwnerUrl: `postgresql://postgres:${password}@${addressOf(postgres, containerPorts.postgres)}/understudy`,
    temporalAddress: addressOf(temporal, containerPorts.temporal),
    temporalUiUrl: `http://${addressOf(temporal, containerPorts.temporalUi)}`,
    storage: {
      S3_BUCKET: bucket,
      S3_ENDPOINT: `http://${addressOf(minio, containerPorts.minio)}`,
      S3_ACCESS_KEY_ID: key.id,
      S3_SECRET_ACCESS_KEY: key.secret,
    },
    stop: () => stopAll(started),
  };
}

async function requireRuntime(): Promise<void> {
  try {
    await getContainerRuntimeClient();
  } catch (error) {
    const message = `TEST_CONTAINERS is 1, but no container runtime is reachable.\n${advice}`;
    throw new NoContainerRuntimeError(message, { cause: error });
  }
}

type Startable = { start(): Promise<StartedTestContainer> };
type ThreeContainers = [StartedTestContainer, StartedTestContainer, StartedTestContainer];

/** Starts all at the same time; where one fails, the others are stopped. */
async function startAll([one, two, three]: [Startable, Startable, Startable]): Promise<ThreeContainers> {
  const starting = [one.start(), two.start(), three.start()] as const;
  try {
    return await Promise.all(starting);
  } catch (error) {
    const settled = await Promise.allSettled(starting);
    await stopAll(settled.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : [])));
    throw error;
  }
}

async function stopAll(containers: readonly StartedTestContainer[]): Promise<void> {
  await Promise.all(containers.map((container) => container.stop()));
}

function addressOf(container: StartedTestContainer, port: number): string {
  return `${container.getHost()}:${String(container.getMappedPort(port))}`;
}
