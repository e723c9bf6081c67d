import { GenericContainer, Wait } from 'testcontainers';
import { dynamicConfiguration } from '../temporal/dynamic-configuration.ts';
import { searchAttributes } from '../temporal/search-attributes.ts';

/** Images and how they are started: the same versions as deploy/compose.yaml, and as the embedded stack where there is one. */
export const images = {
  postgres: 'pgvector/pgvector:0.8.2-pg18',
  temporal: 'temporalio/temporal:1.5.1',
  minio: 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-08Z',
} as const;

/** Ports inside of the containers. */
export const containerPorts = { postgres: 5432, temporal: 7233, temporalUi: 8233, minio: 9000 } as const;

/** The bucket that there is from the start. */
export const bucket = 'understudy';

const startupMs = 180_000;

/**
 * PostgreSQL with pgvector, whose superuser owns everything. It writes nothing to disk that has to outlive it. Waited for
 * by TCP: the server that only initialises the data folder listens on a socket alone. Not by a health check of the engine:
 * Podman leaves those to systemd, which is not everywhere.
 */
export function postgresContainer(password: string): GenericContainer {
  return new GenericContainer(images.postgres)
    .withEnvironment({ POSTGRES_PASSWORD: password, POSTGRES_DB: 'understudy' })
    .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=200'])
    .withExposedPorts(containerPorts.postgres)
    .withWaitStrategy(Wait.forSuccessfulCommand('pg_isready --host=127.0.0.1 --dbname=understudy'))
    .withStartupTimeout(startupMs);
}

/** Temporal's development server with its page: search attributes and fair task queues as in the embedded stack. */
export function temporalContainer(): GenericContainer {
  return new GenericContainer(images.temporal)
    .withCommand([
      ...['server', 'start-dev', '--ip', '0.0.0.0', '--log-level', 'error'],
      ...searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
      ...dynamicConfiguration.flatMap((entry) => ['--dynamic-config-value', entry]),
    ])
    .withExposedPorts(containerPorts.temporal, containerPorts.temporalUi)
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(startupMs);
}

/** MinIO with a bucket, which is a folder to it. */
export function minioContainer(key: { id: string; secret: string }): GenericContainer {
  return new GenericContainer(images.minio)
    .withEnvironment({ MINIO_ROOT_USER: key.id, MINIO_ROOT_PASSWORD: key.secret })
    .withEntrypoint(['/bin/sh', '-c'])
    .withCommand([`mkdir -p /data/${bucket} && exec minio server /data`])
    .withExposedPorts(containerPorts.minio)
    .withWaitStrategy(Wait.forHttp('/minio/health/ready', containerPorts.minio))
    .withStartupTimeout(startupMs);
}
