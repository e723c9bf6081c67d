import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut. */
export interface CuttingProxy {
  readonly url: string;
  /** Resets every connection at once, wherever in a frame it is. Returns how many there were. */
  readonly cut: () => number;
  readonly close: () => Promise<void>;
}

/** Opens a TCP proxy on a free port of 127.0.0.1. While the server is away, its connections are reset. */
export async function openCuttingProxy(serverUrl: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(serverUrl);
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port) });
    clients.add(client);
    const end = (): void => {
      clients.delete(client);
      client.resetAndDestroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.setNoDelay(true).on('error', end).on('close', end);
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): number => {
    const open = [...clients];
    for (const client of open) client.destroy(new Error('cut'));
    return open.length;
  };
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    cut,
    close: async () => {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return address.port;
}
