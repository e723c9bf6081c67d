import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PortInUseError, requireFreePorts } from './ports.ts';

let server: Server;
let port: number;

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});

afterEach(() => {
  server.close();
});

const needed = (): Parameters<typeof requireFreePorts>[0] => [
  { port, host: '127.0.0.1', variable: 'PORT', purpose: 'the web page and the API' },
];

it('names a port in use, the process that holds it, and the variable that changes it', async () => {
  const check = requireFreePorts(needed());
  await expect(check).rejects.toThrow(PortInUseError);
  await expect(check).rejects.toThrow(
    `Port ${String(port)}, for the web page and the API, is used by process`,
  );
  await expect(check).rejects.toThrow(`process ${String(process.pid)} (`);
  await expect(check).rejects.toThrow(`PORT=${String(port + 1)} npm start`);
});

it('says nothing about a free port', async () => {
  server.close();
  await once(server, 'close');
  await expect(requireFreePorts(needed())).resolves.toBeUndefined();
});
