import type { Readable } from 'node:stream';

/**
 * The lines of a stream of UTF-8, ended by \n alone: `node:readline` ends them at U+2028 and U+2029, too, which JSON may
 * have within a string. An empty line at the end is left out.
 */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
