import { createCanvas, loadImage } from '@napi-rs/canvas';

/** A decoded image: RGBA, eight bits a channel, row by row from the top left. Opaque. */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** A rectangle in pixels; right and bottom are exclusive. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A colour as red, green and blue, 0–255 each. */
export type Color = readonly [red: number, green: number, blue: number];

/** Width of a box in pixels. */
export const boxWidth = (box: Box): number => box.right - box.left;

/** Height of a box in pixels. */
export const boxHeight = (box: Box): number => box.bottom - box.top;

/** The longest side, in pixels, that is still decoded. Larger images are scaled down first. */
const longestSide = 6000;

/** Thrown when bytes that claim to be an image cannot be decoded as one. */
export class UndecodableImageError extends Error {
  override readonly name = 'UndecodableImageError';
}

/**
 * Decodes PNG, JPEG or WebP bytes. Transparent pixels are laid on white, as viewers show them.
 *
 * @throws {UndecodableImageError} when the bytes are no image, or a broken one.
 */
export async function decodeImage(bytes: Uint8Array): Promise<PixelImage> {
  const image = await loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
    throw new UndecodableImageError('The image could not be decoded.', { cause });
  });
  if (image.width < 1 || image.height < 1) throw new UndecodableImageError('The image has no pixels.');
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
