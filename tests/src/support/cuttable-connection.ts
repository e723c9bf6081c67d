import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The API under an address of its own, whose connections a test can cut. */
export type CuttableConnection = {
  url: string;
  /** Ends every open connection at once, as a network does that goes away. New ones are accepted. */
  cut: () => void;
  /** Ends every connection from now on, until it is told to let them through again. */
  refuse: (refused: boolean) => void;
  close: () => void;
};

/** Passes everything on to the API, byte by byte. */
export async function cuttableConnection(apiUrl: string): Promise<CuttableConnection> {
  const { hostname, port } = new URL(apiUrl);
  const open = new Set<Socket>();
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  let refusing = false;
  const refuse = (refused: boolean) => {
    refusing = refused;
    if (refused) cut();
  };
  const server = createServer((browser) => {
    if (refusing) {
      browser.destroy();
      return;
    }
    const api = connect(Number(port), hostname);
    for (const [socket, other] of [
      [browser, api],
      [api, browser],
    ] as const) {
      open.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.close();
    cut();
  };
  return { url: `http://localhost:${portOf(server.address())}`, cut, refuse, close };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}
