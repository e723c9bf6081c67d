import { cutBubbleStrips } from './bubble-strips.ts';
import type { BubbleStrips } from './bubble-strips.ts';
import { findBubbles } from './bubbles.ts';
import { findHeaderLines } from './header-lines.ts';
import type { PixelImage } from './pixel-image.ts';
import { readStrips } from './read-strips.ts';
import type { ReadLine } from './read-strips.ts';
import type { Recognizer } from './recognizer.ts';
import type { ScreenshotMessage } from './screenshot.ts';
import { findSenderName } from './sender-name.ts';
import { findSurfaces } from './surfaces.ts';
import type { Strip } from './strip-page.ts';
import { isContactName, isPlaceholder, isSeparator, readTime, splitTrailingTime } from './text-cleaning.ts';

/**
 * Reads the messages of a chat screenshot whose messages are in bubbles, from top to bottom.
 * Returns nothing when the picture has no bubbles with text.
 */
export async function readChat(image: PixelImage, recognizer: Recognizer): Promise<ScreenshotMessage[]> {
  const map = findSurfaces(image);
  const bubbles = findBubbles(image, map);
  const first = bubbles[0];
  if (first === undefined) return [];
  const header = findHeaderLines(image, map, first.surface.box.top);
  const cut = cutBubbleStrips(image, map, bubbles);
  const strips = [...header, ...cut.flatMap(({ message, time }) => [message, time])].filter(
    (strip) => strip !== undefined,
  );
  const lines = await readStrips(strips, recognizer);
  const read = new Map<Strip, readonly ReadLine[]>(strips.map((strip, index) => [strip, lines[index] ?? []]));
  const contact = chooseContact(header, read);
  return cut
    .map((bubble) => toMessage(image, bubble, read, contact))
    .filter(({ text }) => text !== '' && !isPlaceholder(text) && !isSeparator(text));
}

const textOfLines = (lines: readonly ReadLine[]): string =>
  lines
    .map((line) => line.text)
    .join(' ')
    .trim();

const textOf = (strip: Strip | undefined, read: ReadonlyMap<Strip, readonly ReadLine[]>): string =>
  strip === undefined ? '' : textOfLines(read.get(strip) ?? []);

/** The largest line above the messages that could be a name; the upper one of equals. */
function chooseContact(
  header: readonly Strip[],
  read: ReadonlyMap<Strip, readonly ReadLine[]>,
): string | null {
  const names = header
    .map((strip) => ({ name: textOf(strip, read), height: strip.letterHeight }))
    .filter(({ name }) => isContactName(name));
  const largest = Math.max(...names.map(({ height }) => height));
  return names.find(({ height }) => height > largest * 0.8)?.name ?? null;
}

function toMessage(
  image: PixelImage,
  { bubble, message, time }: BubbleStrips,
  read: ReadonlyMap<Strip, readonly ReadLine[]>,
  contact: string | null,
): ScreenshotMessage {
  const side = bubble.side;
  const lines = message === undefined ? [] : (read.get(message) ?? []);
  const sender = findSenderName(image, bubble, lines);
  const speaker = side === 'left' ? (sender ?? contact) : null;
  const text = textOfLines(sender === undefined ? lines : lines.slice(1));
  const label = textOf(time, read);
  const split = splitTrailingTime(label);
  if (split !== undefined) return { side, speaker, time: split.time, text: join(text, split.text) };
  const time24 = readTime(label);
  return { side, speaker, time: time24 ?? null, text: time24 === undefined ? join(text, label) : text };
}

/** What stood before the time in its label belongs to the message, unless it is ticks read as letters. */
const join = (text: string, rest: string): string =>
  /\p{L}{2}/u.test(rest.replace(/\bvv?\b/giu, '')) ? `${text} ${rest}`.trim() : text;
