import { connect } from 'node:net';
import { once } from 'node:events';

/** An upload as bytes, framed as it is said and not as it should be. */
export type RawUpload = {
  url: string;
  path: string;
  token: string;
  contentType: string;
  /** Undefined: none is sent. */
  contentLength: number | undefined;
  body: Buffer;
};

/** Milliseconds to wait for an answer. */
const patienceMs = 15_000;

/** Milliseconds after which a client goes away that has said it would send more. */
const leavesAfterMs = 300;

/** Sends it over a connection of its own; the status of the answer, 0 where the connection ended without one. */
export async function sendRaw({
  url,
  path,
  token,
  contentType,
  contentLength,
  body,
}: RawUpload): Promise<number> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text) => (answer += String(text)));
  // Reset by the server, which has refused and closed while this was still sending.
  socket.on('error', () => undefined);
  socket.setTimeout(patienceMs, () => socket.destroy());
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Authorization: Bearer ${token}`,
    `Content-Type: ${contentType}`,
    'Connection: close',
    ...(contentLength === undefined ? [] : [`Content-Length: ${contentLength}`]),
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.write(body);
  const isShort = (contentLength ?? 0) > body.length;
  const leaving = setTimeout(() => socket.end(), isShort ? leavesAfterMs : patienceMs);
  await once(socket, 'close');
  clearTimeout(leaving);
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}

/** A form with one file, framed by the boundary `x`. The name is written as it is. */
export function formOf(field: string, name: string, bytes: Buffer): Buffer {
  const head = `--x\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]);
}
