import { EncodingTally } from './text-encoding.ts';

/** Bytes that are looked at. */
const LOOKED_AT = 4_096;
/** Zero bytes by which a text in another script than Latin is known: those of its spaces and line ends. */
const FEWEST_ZEROS = 4;
const LEAST_SHARE_OF_ZEROS = 0.05;

/**
 * The encoding of a file whose characters have two or four bytes each: UTF-16 or UTF-32, by the mark at the beginning, by where
 * the zero bytes of plain letters are, or by what the bytes are as text. Null for any other file.
 */
export function wideEncoding(sample: Uint8Array): 'UTF-16' | 'UTF-32' | null {
  const [a, b, c, d] = sample;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    return 'UTF-32';
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'UTF-16';
  const looked = sample.subarray(0, LOOKED_AT);
  if (looked.length < 4) return null;
  const [first, second, third, fourth] = zerosByPlace(looked);
  // One of the four bytes is the letter: a file of nothing but zeros is no text.
  if ((first + second + third > 2.5 && fourth < 0.5) || (second + third + fourth > 2.5 && first < 0.5))
    return 'UTF-32';
  const [even, odd] = [(first + third) / 2, (second + fourth) / 2];
  if ((even > 0.4 && odd < 0.1) || (odd > 0.4 && even < 0.1)) return 'UTF-16';
  const share = Math.max(even, odd);
  const isPossible = Math.min(even, odd) === 0 && share >= LEAST_SHARE_OF_ZEROS;
  const isEnough = (share * looked.length) / 2 >= FEWEST_ZEROS;
  if (!isPossible || !isEnough || isNarrowText(looked)) return null;
  return isWideText(looked, odd > 0 ? 'little' : 'big') ? 'UTF-16' : null;
}

/** The share of zero bytes among the first, second, third and fourth ones of every four. */
function zerosByPlace(sample: Uint8Array): [number, number, number, number] {
  const zeros: [number, number, number, number] = [0, 0, 0, 0];
  const share = 4 / sample.length;
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (at % 4 === 0) zeros[0] += share;
    else if (at % 4 === 1) zeros[1] += share;
    else if (at % 4 === 2) zeros[2] += share;
    else zeros[3] += share;
  }
  return zeros;
}

/** Whether bytes are UTF-8 with nothing strange in it but zeros, which some programs leave in their files. */
function isNarrowText(sample: Uint8Array): boolean {
  const tally = new EncodingTally();
  tally.add(sample);
  return tally.isFaultless && !sample.some((byte) => (byte > 0 && byte < 9) || (byte > 13 && byte < 32));
}

/** Characters that no text has. */
const NO_TEXT = /[\u0000-\u0008\u000e-\u001f]|\p{Unassigned}|\p{Private_Use}/u;

/** Whether bytes are characters of UTF-16 as texts have them; half a pair at the end may be cut off. */
function isWideText(sample: Uint8Array, order: 'little' | 'big'): boolean {
  const [low, high] = order === 'little' ? [0, 1] : [1, 0];
  let text = '';
  for (let at = 0; at + 1 < sample.length; at += 2)
    text += String.fromCharCode((sample[at + low] ?? 0) + (sample[at + high] ?? 0) * 256);
  const whole = text.replace(/[\uD800-\uDBFF]$/, '');
  return whole.isWellFormed() && !NO_TEXT.test(whole);
}
