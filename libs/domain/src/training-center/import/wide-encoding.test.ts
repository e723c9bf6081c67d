import { describe, expect, it } from 'vitest';
import { wideEncoding } from './wide-encoding.ts';

const little = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'));
const big = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le').swap16());

const russian = 'вопрос,ответ\nКуда идти?,На север\nЭто точно?,Да\nСпасибо,Пожалуйста\n';
const japanese = '質問,答え\nどちらですか,北です\n本当ですか,はい\nありがとう,いいえ\n';

describe('characters of two bytes', () => {
  it.each([
    ['with a mark', little('\uFEFFquestion,answer\na,b\n')],
    ['with a mark, the other way round', big('\uFEFFquestion,answer\na,b\n')],
    ['in Latin letters without a mark', little('question,answer\na,b\n')],
    ['in Cyrillic without a mark', little(russian)],
    ['in Cyrillic without a mark, the other way round', big(russian)],
    ['in Japanese without a mark', little(japanese)],
    ['in Japanese, cut off within a character', little(japanese.repeat(100)).subarray(0, 4_095)],
  ])('are seen %s', (_, bytes) => {
    expect(wideEncoding(bytes)).toBe('UTF-16');
  });

  it.each([
    [
      'a text with some NULs',
      Uint8Array.from(Buffer.from('instruction,output\nx\0,y\0\nz\0,w\0\na\0,b\0\n')),
    ],
    ['a picture of zeros', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, ...Array<number>(500).fill(0))],
    ['zeros', new Uint8Array(64)],
    ['noise', Uint8Array.of(1, 2, 0, 200, 201, 0, 3, 255)],
    ['UTF-8', Uint8Array.from(Buffer.from(russian))],
  ])('are not seen in %s', (_, bytes) => {
    expect(wideEncoding(bytes)).toBeNull();
  });
});
