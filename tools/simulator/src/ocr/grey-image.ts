/** An image of ink on paper: one byte a pixel, 255 is blank, 0 is the strongest ink. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A blank sheet. */
export function blankGrey(width: number, height: number): GreyImage {
  return { width, height, data: new Uint8Array(width * height).fill(255) };
}

/** Copies a rectangle of one sheet onto another; what falls outside of either is left out. */
export function copyGrey(
  from: GreyImage,
  area: { left: number; top: number; right: number; bottom: number },
  to: GreyImage,
  at: { left: number; top: number },
): void {
  const width = Math.min(area.right - area.left, to.width - at.left);
  for (let row = area.top; row < area.bottom && at.top + row - area.top < to.height; row++) {
    const start = row * from.width + area.left;
    to.data.set(from.data.subarray(start, start + width), (at.top + row - area.top) * to.width + at.left);
  }
}

/** Enlarges or reduces by bilinear interpolation, averaging over a box first when reducing by more than two. */
export function scaleGrey(image: GreyImage, scale: number): GreyImage {
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const data = new Uint8Array(width * height);
  const columns = interpolation(width, image.width);
  const rows = interpolation(height, image.height);
  for (let y = 0; y < height; y++) {
    const row = rows[y];
    if (row === undefined) continue;
    const upper = row.from * image.width;
    const lower = row.to * image.width;
    for (let x = 0; x < width; x++) {
      const column = columns[x];
      if (column === undefined) continue;
      const { from, to, share } = column;
      const top = (image.data[upper + from] ?? 255) * (1 - share) + (image.data[upper + to] ?? 255) * share;
      const bottom =
        (image.data[lower + from] ?? 255) * (1 - share) + (image.data[lower + to] ?? 255) * share;
      data[y * width + x] = Math.round(top * (1 - row.share) + bottom * row.share);
    }
  }
  return { width, height, data };
}

interface Interpolation {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

function interpolation(length: number, original: number): Interpolation[] {
  return Array.from({ length }, (_, index) => {
    const at = Math.min(original - 1, Math.max(0, ((index + 0.5) * original) / length - 0.5));
    const from = Math.floor(at);
    return { from, to: Math.min(original - 1, from + 1), share: at - from };
  });
}

/** The sheet as a binary PGM file, which the recogniser reads without any decoding. */
export function encodePgm(image: GreyImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${image.width} ${image.height}\n255\n`, 'latin1'), image.data]);
}
