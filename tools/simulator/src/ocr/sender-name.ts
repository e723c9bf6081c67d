import type { Bubble } from './bubbles.ts';
import type { Box, PixelImage } from './pixel-image.ts';
import type { ReadLine } from './read-strips.ts';

/** How much more colourful than the message a name above it is (difference of channels, 0–255). */
const colourful = 50;

/**
 * The sender's name that group chats print in colour above the message, within the bubble.
 * Undefined when the first line is as colourless as the others.
 */
export function findSenderName(
  image: PixelImage,
  { side, surface }: Bubble,
  lines: readonly ReadLine[],
): string | undefined {
  const [first, second] = lines;
  if (side === 'right' || first === undefined || second === undefined) return undefined;
  const name = inkChroma(image, surface.box, surface.color, first);
  const message = inkChroma(image, surface.box, surface.color, second);
  return name - message > colourful ? first.text.replace(/^~\s*/u, '') : undefined;
}

/** Mean difference between the strongest and the weakest channel over the line's strongest ink. */
function inkChroma(image: PixelImage, origin: Box, paper: readonly number[], line: ReadLine): number {
  const pixels: { strength: number; chroma: number }[] = [];
  for (const { box } of line.words) {
    for (let y = Math.round(box.top); y < box.bottom; y++) {
      for (let x = Math.round(box.left); x < box.right; x++) {
        const at = ((origin.top + y) * image.width + origin.left + x) * 4;
        const channels = [image.data[at] ?? 0, image.data[at + 1] ?? 0, image.data[at + 2] ?? 0];
        const strength = Math.max(
          ...channels.map((channel, index) => Math.abs(channel - (paper[index] ?? 0))),
        );
        pixels.push({ strength, chroma: Math.max(...channels) - Math.min(...channels) });
      }
    }
  }
  const strongest = pixels.sort((a, b) => b.strength - a.strength).slice(0, Math.ceil(pixels.length / 20));
  return strongest.reduce((sum, { chroma }) => sum + chroma, 0) / Math.max(1, strongest.length);
}
