/** Characters of a stored file name at most. */
const maxCharacters = 255;

/**
 * The name of an uploaded file as it is kept and shown: the last part of any path, without control characters and
 * without those that change the direction of text, at most 255 characters of which the extension is kept.
 */
export function cleanFileName(given: string | undefined): string {
  const base = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  const name = base
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim();
  if (name === '' || name === '.' || name === '..') return 'file';
  const characters = Array.from(name);
  if (characters.length <= maxCharacters) return name;
  const extension = Array.from(/\.[^.]{1,16}$/.exec(name)?.[0] ?? '');
  return [...characters.slice(0, maxCharacters - extension.length), ...extension].join('');
}
