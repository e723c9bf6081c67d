import { describe, expect, test } from 'vitest';
import { cleanFileName } from './file-name.ts';

describe('a file name', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ash\\chat.txt', 'chat.txt'],
    ['a\u0000b\n.txt', 'ab.txt'],
    ['gpj.\u202Eexe', 'gpj.exe'],
    ['..', 'file'],
    ['   ', 'file'],
    [undefined, 'file'],
    ['Zoë 💬.txt', 'Zoë 💬.txt'],
  ])('%j becomes %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  test('that is too long is cut without losing its extension or half an emoji', () => {
    const name = cleanFileName(`${'🎉'.repeat(300)}.txt`);
    expect(Array.from(name)).toHaveLength(255);
    expect(name.endsWith('🎉.txt')).toBe(true);
    expect(name.isWellFormed()).toBe(true);
  });
});
