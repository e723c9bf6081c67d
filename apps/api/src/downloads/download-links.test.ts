import type { Download } from '@understudy/domain/downloads/download';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { signDownload, verifyDownload } from './download-links.ts';

const settings = {
  signingSecret: 'a secret of the tests, which is long enough',
  publicUrl: 'https://understudy.example',
};
const download: Download = {
  kind: 'training_file',
  training_file_id: '01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11',
  format: 'jsonl',
};
const grant = { userId: 'ada', fileName: 'Größe & Co.jsonl', download };

async function tokenOf(changes: Partial<typeof grant> = {}): Promise<string> {
  const { download_url } = await signDownload(settings, { ...grant, ...changes });
  return new URL(download_url).searchParams.get('token') ?? '';
}

async function signed(
  claims: object,
  { audience = 'download', expires = '1h', secret = settings.signingSecret },
) {
  return new SignJWT({ file_name: grant.fileName, download, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('ada')
    .setAudience(audience)
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));
}

describe('a signed link', () => {
  test('grants what it was signed for, and says for how long', async () => {
    const link = await signDownload(settings, grant);
    expect(link).toMatchObject({ filename: grant.fileName, expires_in_seconds: 3600 });
    const url = new URL(link.download_url);
    expect(url.origin).toBe('https://understudy.example');
    expect(decodeURIComponent(url.pathname)).toBe(`/api/downloads/${grant.fileName}`);
    const token = url.searchParams.get('token') ?? '';
    expect(await verifyDownload(settings, { fileName: grant.fileName, token })).toEqual(grant);
  });

  test('is refused with every single character of its token changed', async () => {
    const token = await tokenOf();
    for (const [index, character] of [...token].entries()) {
      // Some bits of the last character do not count.
      if (index === token.length - 1) continue;
      const altered = `${token.slice(0, index)}${character === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`;
      const verified = verifyDownload(settings, { fileName: grant.fileName, token: altered });
      await expect(verified, `character ${index}`).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test.each([
    ['under another file name', 'other.jsonl', tokenOf()],
    ['without a token', grant.fileName, undefined],
    ['after it has expired', grant.fileName, signed({}, { expires: '-1s' })],
    ['with a token for something else', grant.fileName, signed({}, { audience: 'session' })],
    ['signed with another secret', grant.fileName, signed({}, { secret: 'x'.repeat(40) })],
    ['for a download nobody knows', grant.fileName, signed({ download: { kind: 'everything' } }, {})],
    ['without a signature', grant.fileName, `${btoa('{"alg":"none"}')}.${btoa('{"sub":"ada"}')}.`],
  ])('is refused %s', async (_case, fileName, given) => {
    const verified = verifyDownload(settings, { fileName, token: await given });
    await expect(verified).rejects.toMatchObject({ code: 'forbidden' });
  });
});
