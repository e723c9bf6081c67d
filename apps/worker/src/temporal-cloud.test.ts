import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import { afterEach, describe, expect, it } from 'vitest';
import { startSecuredServer, type SecuredServer } from './testing/secured-server.ts';

/** The two ways into Temporal Cloud, by the variables that deploy/README.md names, against a server that insists on them. */
let server: SecuredServer | undefined;
afterEach(() => server?.close());

/** Connects as the worker does, and as the API and the commands do. */
async function connectBoth(variables: Record<string, string>): Promise<void> {
  const { connectionOptions } = loadClientConnectConfig({ overrideEnvVars: variables, disableFile: true });
  const native = await NativeConnection.connect(connectionOptions);
  await native.close();
  const connection = await Connection.connect({ ...connectionOptions, connectTimeout: '5s' });
  await connection.close();
}

describe('Temporal Cloud', () => {
  it('is reached with a client certificate', async () => {
    server = await startSecuredServer(true);
    const { authority, certificate, key } = server.files;
    await connectBoth({
      TEMPORAL_ADDRESS: server.address,
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: authority,
      TEMPORAL_TLS_CLIENT_CERT_PATH: certificate,
      TEMPORAL_TLS_CLIENT_KEY_PATH: key,
    });
    expect(server.calls.length).toBeGreaterThanOrEqual(2);
    expect(server.calls.every(({ certified }) => certified)).toBe(true);
  });

  it('is reached with an API key, which goes by TLS alone', async () => {
    server = await startSecuredServer(false);
    await connectBoth({
      TEMPORAL_ADDRESS: server.address,
      TEMPORAL_API_KEY: 'key-of-the-test',
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: server.files.authority,
    });
    expect(server.calls.length).toBeGreaterThanOrEqual(2);
    for (const { authorization } of server.calls) expect(authorization).toBe('Bearer key-of-the-test');
  });

  it('is not reached without a certificate where one is asked for', async () => {
    server = await startSecuredServer(true);
    const variables = {
      TEMPORAL_ADDRESS: server.address,
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: server.files.authority,
    };
    await expect(connectBoth(variables)).rejects.toThrow();
    expect(server.calls).toEqual([]);
  });
});
