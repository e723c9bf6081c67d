import { Client, DatabaseError, type ClientConfig } from 'pg';

/**
 * Whether the server answers on a new connection within the time. One that refuses with an error of its own, such as that it has no
 * connection left, has answered.
 */
export async function answersAnew(config: ClientConfig, withinMilliseconds: number): Promise<boolean> {
  const client = new Client({
    ...config,
    connectionTimeoutMillis: withinMilliseconds,
    query_timeout: withinMilliseconds,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    return error instanceof DatabaseError;
  } finally {
    // Nobody waits for its goodbye, which a frozen server never says.
    client.end().catch(() => undefined);
  }
}
