import { cutBubbleStrips } from './bubble-strips.ts';
import type { BubbleStrips } from './bubble-strips.ts';
import { findBubbles } from './bubbles.ts';
import { findHeaderLines } from './header-lines.ts';
import type { PixelImage } from './pixel-image.ts';
import { placeEmoji } from './place-emoji.ts';
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
  const maps = findSurfaces(image);
  const bubbles = findBubbles(image, maps);
  const first = bubbles[0];
  if (first === undefined) return [];
  const header = findHeaderLines(image, maps, first.surface.box.top);
  const cut = cutBubbleStrips(image, bubbles);
  const strips = [...header, ...cut.flatMap(({ message, time }) => [message, time])].filter(
    (strip) => strip !== undefined,
  );
  const read = await readStrips(strips, recognizer);
  await readUnclearTimes(cut, read, recognizer);
  const contact = chooseContact(header, read);
  const messages = cut.map((bubble) => toMessage(image, bubble, read, contact));
  return splitOverlookedTimes(messages).filter(
    ({ text }) => text !== '' && !isPlaceholder(text) && !isSeparator(text),
  );
}

/** Where most bubbles show a time, one at the end of another bubble's text is its time as well. */
function splitOverlookedTimes(messages: readonly ScreenshotMessage[]): ScreenshotMessage[] {
  const timed = messages.filter(({ time }) => time !== null).length;
  return messages.map((message) => {
    const split =
      message.time === null && timed * 2 >= messages.length ? splitTrailingTime(message.text) : undefined;
    return split === undefined || split.text === '' ? message : { ...message, ...split };
  });
}

/** A label that gave neither a time nor words is read once more, larger and as nothing but a time. */
async function readUnclearTimes(
  cut: readonly BubbleStrips[],
  read: Map<Strip, readonly ReadLine[]>,
  recognizer: Recognizer,
): Promise<void> {
  const unclear = cut
    .map(({ time }) => time)
    .filter((strip) => strip !== undefined)
    .filter((strip) => readTime(textOf(strip, read)) === undefined && !/\p{L}{3}/u.test(textOf(strip, read)));
  const larger = unclear.map((strip) => ({ ...strip, letterHeight: strip.letterHeight * 0.7 }));
  const again = await readStrips(larger, recognizer, 'times');
  unclear.forEach((strip, index) => {
    const lines = again.get(larger[index] ?? strip) ?? [];
    if (readTime(textOfLines(lines)) !== undefined) read.set(strip, lines);
  });
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
  { bubble, message, time, emoji }: BubbleStrips,
  read: ReadonlyMap<Strip, readonly ReadLine[]>,
  contact: string | null,
): ScreenshotMessage {
  const side = bubble.side;
  const lines = message === undefined ? [] : (read.get(message) ?? []);
  const sender = findSenderName(image, bubble, lines);
  const speaker = side === 'left' ? (sender ?? contact) : null;
  const text = placeEmoji(sender === undefined ? lines : lines.slice(1), emoji);
  const label = textOf(time, read);
  const split = splitTrailingTime(label);
  if (split !== undefined) return { side, speaker, time: split.time, text: join(text, split.text) };
  const time24 = readTime(label);
  return { side, speaker, time: time24 ?? null, text: time24 === undefined ? join(text, label) : text };
}

/** What stood before the time in its label belongs to the message, unless it is ticks read as letters. */
const join = (text: string, rest: string): string =>
  /\p{L}{2}/u.test(rest.replace(/\bvv?\b/giu, '')) ? `${text} ${rest}`.trim() : text;
