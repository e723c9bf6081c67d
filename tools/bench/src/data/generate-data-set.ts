import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mulberry32 } from '../measuring/mulberry32.ts';

/** Which data set to generate: the same numbers always give the same file. */
export interface DataSetShape {
  readonly examples: number;
  readonly seed: number;
}

/** Words to make texts of: no two texts of twenty and more are near-duplicates by accident. */
const words = (
  'ability account across advice afternoon agree airport almost answer apple arrive aside autumn balance basket ' +
  'because before begin beside between bicycle border borrow bottle bread bridge bright bring broken brother build ' +
  'butter calm candle careful carry castle celebrate chair change cheese choose circle clean climb clock cloud coast ' +
  'coffee cold collect colour common compare complete concert consider copper corner cotton count course cousin cover ' +
  'create cross curious current dance danger decide deep deliver describe desert detail differ dinner direct discover ' +
  'distance divide double dream drive early earth effort eleven empty energy engine enjoy enough evening example ' +
  'expect explain family farmer feather fence field figure finish flower follow forest forget fortune fresh friend'
).split(' ');

/**
 * Writes a file of Alpaca records, one on a line, some 850 bytes each: instruction, input (every third) and output, as the
 * public Alpaca data sets have them.
 *
 * @returns its size in bytes
 */
export async function writeDataSet(path: string, { examples, seed }: DataSetShape): Promise<number> {
  const random = mulberry32(seed);
  const text = (length: number): string =>
    Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ');
  const file = createWriteStream(path);
  let bytes = 0;
  for (let index = 0; index < examples; index += 1) {
    const line = `${JSON.stringify({
      instruction: `${text(14)} (${String(index)})?`,
      input: index % 3 === 0 ? text(12) : '',
      output: `${text(50)}.\n\n1. ${text(20)}\n2. ${text(20)}\n\n${text(10)}.`,
    })}\n`;
    bytes += line.length;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return bytes;
}
