import { createServer } from 'node:http';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { listeningAddress } from './listening-address.ts';

/** A key that tokens are signed with, and what is published of it. */
export type TestKey = { kid: string; privateKey: CryptoKey; jwk: JWK; pem: string };

/** A server that publishes keys (JWKS), as whoever issues tokens has one. */
export type KeyServer = {
  url: string;
  /** What it publishes; change it to rotate. */
  keys: TestKey[];
  /** Times it was asked. */
  asked: number;
  /** Status of its answers. */
  status: number;
  /** Body of its answers, where it is not the keys. */
  body: string | undefined;
  close: () => Promise<void>;
};

/** Makes a key pair of an asymmetric algorithm. */
export async function makeKey(kid: string, alg: 'ES256' | 'RS256' = 'ES256'): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
  return { kid, privateKey, jwk, pem: await exportSPKI(publicKey) };
}

/** A token that is signed with a key, for a user, for an hour. */
export function signWith({ kid, privateKey, jwk }: TestKey, claims: { sub?: string } = { sub: 'ada' }) {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: jwk.alg ?? 'ES256', kid })
    .setExpirationTime('1h')
    .sign(privateKey);
}

/** Starts a server with keys to begin with. */
export async function startKeyServer(...keys: TestKey[]): Promise<KeyServer> {
  const state = { keys, asked: 0, status: 200, body: undefined as string | undefined };
  const server = createServer((_request, response) => {
    state.asked += 1;
    response.writeHead(state.status, { 'content-type': 'application/json' });
    response.end(state.body ?? JSON.stringify({ keys: state.keys.map(({ jwk }) => jwk) }));
  });
  const url = `${await listeningAddress(server)}/keys`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(state, { url, close });
}
