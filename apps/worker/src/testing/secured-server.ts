import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createSecureServer, type IncomingHttpHeaders } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';

/** What a server learnt of who called it. */
export type Call = { authorization: string | undefined; namespace: string | undefined; certified: boolean };

/** A server that takes calls of Temporal's clients by TLS alone, and answers each with an empty message. */
export type SecuredServer = {
  /** host:port. */
  address: string;
  /** Files: the authority that signed the server's certificate, and a client's certificate and key. */
  files: { authority: string; certificate: string; key: string };
  calls: Call[];
  close: () => Promise<void>;
};

/** An answer of gRPC without content: not compressed, of zero bytes. */
const emptyMessage = Buffer.alloc(5);

/**
 * Starts such a server on a free port, with certificates of its own.
 *
 * @param asksForCertificate whether clients have to show a certificate that its authority signed
 */
export async function startSecuredServer(asksForCertificate: boolean): Promise<SecuredServer> {
  const authority = await makeCertificate('authority of a test', [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
  const own = await makeCertificate('localhost', [forServers, hostName], authority);
  const client = await makeCertificate('understudy', [forClients], authority);
  const server = createSecureServer({
    ...own,
    ca: authority.cert,
    requestCert: asksForCertificate,
    rejectUnauthorized: asksForCertificate,
  });
  const calls: Call[] = [];
  server.on('stream', (stream, headers) => {
    const socket = stream.session?.socket;
    calls.push(callOf(headers, socket instanceof TLSSocket && socket.authorized));
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(emptyMessage);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'understudy-certificates-'));
  const files = {
    authority: join(folder, 'ca.pem'),
    certificate: join(folder, 'client.pem'),
    key: join(folder, 'client.key'),
  };
  await writeFile(files.authority, authority.cert);
  await writeFile(files.certificate, client.cert);
  await writeFile(files.key, client.key);
  return {
    address: `localhost:${String(portOf(server.address()))}`,
    files,
    calls,
    close: async () => {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Certificate = { key: string; cert: string };
type Extension = NonNullable<NonNullable<Parameters<typeof generate>[1]>['extensions']>[number];

const hostName: Extension = { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] };
const forServers: Extension = { name: 'extKeyUsage', serverAuth: true };
const forClients: Extension = { name: 'extKeyUsage', clientAuth: true };

/** A certificate and its key in PEM, signed by an authority, or by itself. */
async function makeCertificate(
  name: string,
  extensions: Extension[],
  ca?: Certificate,
): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions,
    ...(ca === undefined ? {} : { ca }),
  });
  return { key: made.private, cert: made.cert };
}

function callOf(headers: IncomingHttpHeaders, certified: boolean): Call {
  const { authorization } = headers;
  const namespace = headers['temporal-namespace'];
  return { authorization, namespace: typeof namespace === 'string' ? namespace : undefined, certified };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
