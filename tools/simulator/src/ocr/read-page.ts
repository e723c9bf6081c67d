import { scaleGrey } from './grey-image.ts';
import { extractInk } from './ink.ts';
import type { Box, Color, PixelImage } from './pixel-image.ts';
import type { Recognizer } from './recognizer.ts';
import { findShapes, medianHeight } from './shapes.ts';
import { cleanLine } from './text-cleaning.ts';

/** A line of a page, with its place on the original image. */
export interface PageLine {
  readonly text: string;
  readonly box: Box;
  /** Whether a new paragraph starts with it. */
  readonly startsParagraph: boolean;
}

/** Letter height (median, pixels) that reads well on a page whose layout the recogniser finds itself. */
const bestLetterHeight = 20;
/** The recogniser's time and memory grow with the area. */
const longestSide = 3600;

/** Reads a whole picture as one page of text, light on dark or dark on light. Nothing on a blank one. */
export async function readPage(image: PixelImage, recognizer: Recognizer): Promise<PageLine[]> {
  const paper = commonestColor(image);
  const whole = { left: 0, top: 0, right: image.width, bottom: image.height };
  const ink = extractInk(
    image,
    whole,
    () => paper,
    () => true,
  );
  const letterHeight = medianHeight(findShapes(ink));
  if (letterHeight === undefined) return [];
  const wanted = Math.min(4, Math.max(0.4, bestLetterHeight / letterHeight));
  const scale = Math.min(wanted, longestSide / Math.max(image.width, image.height));
  const paragraphs = await recognizer.recognize(scaleGrey(ink, scale), 'page');
  return paragraphs.flatMap(({ lines }) =>
    lines
      .filter(({ text, confidence }) => /[\p{L}\p{N}]/u.test(text) && confidence > 25)
      .map(({ text, bbox }, index) => ({
        text: cleanLine(text),
        startsParagraph: index === 0,
        box: { left: bbox.x0 / scale, top: bbox.y0 / scale, right: bbox.x1 / scale, bottom: bbox.y1 / scale },
      })),
  );
}

/** The page's text with its line breaks, and a blank line between paragraphs. */
export const pageText = (lines: readonly PageLine[]): string =>
  lines
    .map(({ text, startsParagraph }, index) => (startsParagraph && index > 0 ? `\n${text}` : text))
    .join('\n');

/** The most frequent colour, to a precision that forgives a scanner's noise. */
function commonestColor({ data }: PixelImage): Color {
  const counts = new Uint32Array(32 ** 3);
  for (let at = 0; at < data.length; at += 4) {
    const key =
      (((data[at] ?? 0) >> 3) << 10) | (((data[at + 1] ?? 0) >> 3) << 5) | ((data[at + 2] ?? 0) >> 3);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  const best = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  const channel = (shift: number) => Math.round((((best >> shift) & 31) * 255) / 31);
  return [channel(10), channel(5), channel(0)];
}
