import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { boxHeight, boxWidth } from './pixel-image.ts';
import type { Box, Color, PixelImage } from './pixel-image.ts';

/** The emoji that people send most; rarer ones are left out of the text. */
const commonEmoji = [
  ...'😂🤣😊😍😭😅😁😀😃😄😆😉😎😘🥰😇🙂🙃😋😜🤪😛🤗🤔🤨😐😏🙄😬😌😔😴🤤😷🤒🤯🥳🥺😢😤😠😡🤬😱😨😳😩😫🥱😮😲😈💀💩👻🤖🙈',
  ...'💕💖💗💙💚💛🧡💜🖤💔🔥✨⭐🌟💯💥💦🎉🎊🎂🎁🎈🍕🍔🍻🍷🍰🍪☕🌮🌸🌹🌻🌈🌙⚡🐶🐱🐻🦊🐝',
  ...'👍👎👌👏🙌🙏💪👋🤝🤞🤘👀🤷🤦💃🏃👑💎💰📷📚🎵🎶🚀✅❌⏰⚽🏀🏆🎮📞💻🏠🚗🚲🌊',
  '❤️',
  '☀️',
  '✌️',
  '☺️',
  '❄️',
  '⚠️',
];

/** Side of the square that pictures are compared at, in pixels. */
const side = 16;
/** Mean difference of channels (0–255) above which a picture is none of the known emoji. */
const farthest = 48;

interface Template {
  readonly emoji: string;
  /** RGBA, `side` × `side`. */
  readonly data: Uint8ClampedArray;
}

let templates: readonly Template[] | undefined;

/**
 * Recognises an emoji by comparing it with the system's emoji font at a small size. Undefined when it is like none
 * of the common ones, or when the system has no emoji font.
 *
 * @param paper the colour behind it.
 */
export function readEmoji(image: PixelImage, box: Box, paper: Color): string | undefined {
  templates ??= drawTemplates();
  if (templates.length === 0) return undefined;
  const picture = shrink(image, box);
  let best: { emoji: string; distance: number } | undefined;
  for (const template of templates) {
    const distance = meanDifference(picture, template.data, paper);
    if (best === undefined || distance < best.distance) best = { emoji: template.emoji, distance };
  }
  return best !== undefined && best.distance < farthest ? best.emoji : undefined;
}

function drawTemplates(): Template[] {
  const font = GlobalFonts.families.map(({ family }) => family).find((family) => /emoji/iu.test(family));
  if (font === undefined) return [];
  return commonEmoji.flatMap((emoji) => {
    const data = drawEmoji(emoji, font);
    return data === undefined ? [] : [{ emoji, data }];
  });
}

/** Draws large, cuts to the ink, shrinks: as what is cut out of a screenshot is cut to its ink. */
function drawEmoji(emoji: string, font: string): Uint8ClampedArray | undefined {
  const context = createCanvas(160, 160).getContext('2d');
  context.font = `96px "${font}"`;
  context.textBaseline = 'middle';
  context.fillText(emoji, 16, 80);
  const { data } = context.getImageData(0, 0, 160, 160);
  const inked = Array.from({ length: 160 * 160 }, (_, pixel) => pixel).filter(
    (pixel) => (data[pixel * 4 + 3] ?? 0) > 40,
  );
  if (inked.length < 200) return undefined;
  const columns = inked.map((pixel) => pixel % 160);
  const rows = inked.map((pixel) => Math.floor(pixel / 160));
  const box = {
    left: Math.min(...columns),
    top: Math.min(...rows),
    right: Math.max(...columns) + 1,
    bottom: Math.max(...rows) + 1,
  };
  return shrink({ width: 160, height: 160, data }, box);
}

/** Averages a rectangle down to a small square. */
function shrink(image: PixelImage, box: Box): Uint8ClampedArray {
  const small = new Uint8ClampedArray(side * side * 4);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const cell = {
        left: Math.floor(box.left + (column * boxWidth(box)) / side),
        top: Math.floor(box.top + (row * boxHeight(box)) / side),
        right: Math.ceil(box.left + ((column + 1) * boxWidth(box)) / side),
        bottom: Math.ceil(box.top + ((row + 1) * boxHeight(box)) / side),
      };
      small.set(average(image, cell), (row * side + column) * 4);
    }
  }
  return small;
}

function average(image: PixelImage, cell: Box): number[] {
  const sums = [0, 0, 0, 0];
  for (let y = cell.top; y < cell.bottom; y++) {
    for (let x = cell.left; x < cell.right; x++) {
      const at = (y * image.width + x) * 4;
      sums.forEach((sum, channel) => {
        sums[channel] = sum + (image.data[at + channel] ?? 0);
      });
    }
  }
  return sums.map((sum) => sum / (boxWidth(cell) * boxHeight(cell)));
}

function meanDifference(picture: Uint8ClampedArray, template: Uint8ClampedArray, paper: Color): number {
  let sum = 0;
  for (let at = 0; at < picture.length; at += 4) {
    const opacity = (template[at + 3] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel++) {
      const drawn = (template[at + channel] ?? 0) * opacity + (paper[channel] ?? 0) * (1 - opacity);
      sum += Math.abs((picture[at + channel] ?? 0) - drawn);
    }
  }
  return sum / (side * side * 3);
}
