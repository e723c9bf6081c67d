import {
  downloadLinkSeconds,
  downloadSchema,
  type Download,
  type DownloadLink,
} from '@understudy/domain/downloads/download';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** What links are signed with, and where they lead. */
export type DownloadLinkSettings = {
  /** At least 32 characters, the same in every process of the API. */
  signingSecret: string;
  /** Where browsers reach the API, such as `http://localhost:3000`. */
  publicUrl: string;
};

/** What a link grants: one download, under one name, of what belongs to one user. */
export type DownloadGrant = { userId: string; fileName: string; download: Download };

/** A link to be signed. */
export type LinkToSign = DownloadGrant & {
  /** For how long it can be used; 3600 where it is not said, and at most. */
  seconds?: number;
};

/** Keeps a link from being taken for any other token, and the other way round. */
const audience = 'download';

const claimsSchema = z.object({
  sub: z.string().min(1),
  file_name: z.string().min(1),
  download: downloadSchema,
});

/**
 * The signed link to a download: an address with a JSON Web Token (HS256) that expires. Whoever has it can download
 * without a bearer token.
 */
export async function signDownload(
  { signingSecret, publicUrl }: DownloadLinkSettings,
  { userId, fileName, download, seconds = downloadLinkSeconds }: LinkToSign,
): Promise<DownloadLink> {
  const token = await new SignJWT({ file_name: fileName, download })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${Math.min(seconds, downloadLinkSeconds)}s`)
    .sign(new TextEncoder().encode(signingSecret));
  const url = new URL(`/api/downloads/${encodeURIComponent(fileName)}`, publicUrl);
  url.searchParams.set('token', token);
  return {
    download_url: url.href,
    filename: fileName,
    expires_in_seconds: Math.min(seconds, downloadLinkSeconds),
  };
}

/**
 * What the link with this file name and token grants.
 *
 * @throws UnderstudyError `forbidden` without a token, for one that was altered or signed elsewhere, has expired, is
 *   meant for something else, or belongs to another file name
 */
export async function verifyDownload(
  { signingSecret }: Pick<DownloadLinkSettings, 'signingSecret'>,
  { fileName, token }: { fileName: string; token: string | undefined },
): Promise<DownloadGrant> {
  if (token === undefined) throw refused('The address has no token. Ask for a new link.');
  const key = new TextEncoder().encode(signingSecret);
  const options = { algorithms: ['HS256'], audience, requiredClaims: ['sub', 'exp'] };
  const { payload } = await jwtVerify(token, key, options).catch((error: unknown) => {
    throw toRefusal(error);
  });
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success || claims.data.file_name !== fileName) {
    throw refused('This is not a link as it was given out. Ask for a new one.');
  }
  const { sub: userId, download } = claims.data;
  return { userId, fileName, download };
}

function toRefusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return refused('The link has expired. Ask for a new one.');
  if (error instanceof errors.JOSEError) {
    return refused('This is not a link as it was given out. Ask for a new one.');
  }
  return error;
}

/** Without the cause: its message can hold parts of the token. */
function refused(message: string): UnderstudyError {
  return new UnderstudyError('forbidden', message);
}
