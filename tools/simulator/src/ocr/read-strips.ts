import type { Line } from 'tesseract.js';
import type { Recognizer } from './recognizer.ts';
import { composeStripPage } from './strip-page.ts';
import type { PlacedStrip, Strip } from './strip-page.ts';
import { cleanLine } from './text-cleaning.ts';
import type { Box } from './pixel-image.ts';

/** A word that was read, with its place on the sheet that its strip was cut from. */
export interface ReadWord {
  readonly text: string;
  readonly box: Box;
}

/** A line that was read off a strip. */
export interface ReadLine {
  readonly text: string;
  readonly words: readonly ReadWord[];
}

/** Reads all strips in one go and gives back the lines of each. */
export async function readStrips(
  strips: readonly Strip[],
  recognizer: Recognizer,
  layout: 'column' | 'times' = 'column',
): Promise<Map<Strip, readonly ReadLine[]>> {
  if (strips.length === 0) return new Map();
  const { page, placed } = composeStripPage(strips);
  const paragraphs = await recognizer.recognize(page, layout);
  const lines = paragraphs.flatMap((paragraph) => paragraph.lines).filter(isText);
  return new Map(
    strips.map((strip, index) => {
      const place = placed[index];
      return [strip, place === undefined ? [] : linesOf(strip, place, lines)];
    }),
  );
}

function linesOf(strip: Strip, place: PlacedStrip, lines: readonly Line[]): ReadLine[] {
  return lines
    .filter(({ bbox }) => {
      const middle = (bbox.y0 + bbox.y1) / 2;
      return middle >= place.top - 6 && middle <= place.bottom + 6;
    })
    .sort((a, b) => a.bbox.y0 - b.bbox.y0)
    .map((line) => toReadLine(line, strip, place));
}

/** Specks are read as lines without a letter and with little confidence. */
const isText = (line: Line): boolean => /[\p{L}\p{N}]/u.test(line.text) || line.confidence > 50;

function toReadLine(line: Line, strip: Strip, place: PlacedStrip): ReadLine {
  return {
    text: cleanLine(line.text),
    words: line.words.map(({ text, bbox }) => ({
      text: cleanLine(text),
      box: {
        left: (bbox.x0 - place.left) / place.scale + strip.area.left,
        right: (bbox.x1 - place.left) / place.scale + strip.area.left,
        top: (bbox.y0 - place.top) / place.scale + strip.area.top,
        bottom: (bbox.y1 - place.top) / place.scale + strip.area.top,
      },
    })),
  };
}
