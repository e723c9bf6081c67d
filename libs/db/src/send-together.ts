import { Client, type ClientBase } from 'pg';

/**
 * Sends what a connection is asked in one turn of the event loop with one system call. The driver makes one for every
 * query, and each wakes PostgreSQL; in a worker with a batch they took a seventh of the main thread's time (decision 0037).
 */
export function sendTogether(client: ClientBase): void {
  if (!(client instanceof Client)) return;
  let gathering = false;
  const gather = (): void => {
    if (gathering) return;
    gathering = true;
    const { stream } = client.connection;
    stream.cork();
    process.nextTick(() => {
      gathering = false;
      stream.uncork();
    });
  };
  client.query = new Proxy(client.query, {
    apply(query, self, parameters: unknown[]) {
      gather();
      return Reflect.apply(query, self, parameters);
    },
  });
}
