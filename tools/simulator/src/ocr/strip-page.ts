import { blankGrey, copyGrey, scaleGrey } from './grey-image.ts';
import type { GreyImage } from './grey-image.ts';
import type { Box } from './pixel-image.ts';

/** A piece of the screenshot that is to be read on its own: a bubble or a header line. */
export interface Strip {
  readonly ink: GreyImage;
  /** The part of the sheet that has ink. */
  readonly area: Box;
  /** Median height of its letters in pixels. */
  readonly letterHeight: number;
}

/** Where a strip lies on the page of strips. */
export interface PlacedStrip {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
  readonly scale: number;
}

/** All strips below each other, left aligned, at one size: a page as a recogniser likes it. */
export interface StripPage {
  readonly page: GreyImage;
  readonly placed: readonly PlacedStrip[];
}

const margin = 20;
const gap = 24;

/** Median letter height (of x-height and capitals together) at which recognition was best, in pixels. */
const bestLetterHeight = 22;

/** Puts strips below each other on one page, each scaled so that its letters have the height that reads best. */
export function composeStripPage(strips: readonly Strip[]): StripPage {
  const scaled = strips.map((strip) => {
    const cut = blankGrey(strip.area.right - strip.area.left, strip.area.bottom - strip.area.top);
    copyGrey(strip.ink, strip.area, cut, { left: 0, top: 0 });
    const scale = Math.min(4, Math.max(0.4, bestLetterHeight / strip.letterHeight));
    return { sheet: scaleGrey(cut, scale), scale };
  });
  const width = Math.max(200, ...scaled.map(({ sheet }) => sheet.width)) + 2 * margin;
  const height = scaled.reduce((sum, { sheet }) => sum + sheet.height + gap, 2 * margin);
  const page = blankGrey(width, height);
  let top = margin;
  const placed = scaled.map(({ sheet, scale }) => {
    copyGrey(sheet, { left: 0, top: 0, right: sheet.width, bottom: sheet.height }, page, {
      left: margin,
      top,
    });
    const place = { left: margin, top, bottom: top + sheet.height, scale };
    top += sheet.height + gap;
    return place;
  });
  return { page, placed };
}
