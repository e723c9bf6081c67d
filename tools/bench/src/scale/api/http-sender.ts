import { Agent, request } from 'node:http';
import type { StartRequest } from '../start-requests.ts';

/** A request whose body is bytes already, so that sending it costs as little as can be while others are measured. */
export interface EncodedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Encodes a request; forms become multipart. */
export async function encodeRequest({ path, request: init }: StartRequest): Promise<EncodedRequest> {
  const encoded = new Request(`http://127.0.0.1${path}`, init);
  const body = Buffer.from(await encoded.arrayBuffer());
  const headers = { ...Object.fromEntries(encoded.headers), 'content-length': String(body.length) };
  return { path, headers, body };
}

/** Posts to one server over connections that are kept open, as many as are needed. */
export interface Sender {
  /**
   * Resolves when the answer has been read.
   *
   * @throws Error where the answer is not 202
   */
  readonly send: (encoded: EncodedRequest, path?: string) => Promise<void>;
  readonly close: () => void;
}

/** @param url the server's address, without a path */
export function createSender(url: string): Sender {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(url);
  const send: Sender['send'] = ({ headers, body, path }, otherPath) =>
    new Promise((resolve, reject) => {
      const options = { agent, hostname, port, path: otherPath ?? path, method: 'POST', headers };
      const sent = request(options, (response) => {
        const answered = (): void =>
          response.statusCode === 202
            ? resolve()
            : reject(new Error(`${options.path} answered ${String(response.statusCode)}`));
        response.resume().once('end', answered).once('error', reject);
      });
      sent.once('error', reject).end(body);
    });
  return { send, close: () => agent.destroy() };
}
