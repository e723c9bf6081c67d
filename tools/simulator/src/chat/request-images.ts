import { invalidRequest } from '../http/provider-error.ts';
import type { ReadImage } from '../ocr/image-reader.ts';
import { UndecodableImageError } from '../ocr/pixel-image.ts';
import type { ScreenshotReading } from '../ocr/screenshot.ts';
import { requestImages } from './chat-request.ts';
import type { ChatRequest } from './chat-request.ts';

const dataUrl = /^data:image\/(png|jpe?g|webp);base64,([A-Za-z0-9+/=\s]*)$/u;

/**
 * Reads the pictures of a request, which come as `data:` URLs of PNG, JPEG or WebP.
 *
 * @throws {ProviderError} 400 `invalid_image…` for another kind of URL or bytes that are no such image.
 */
export async function readRequestImages(
  request: ChatRequest,
  readImage: ReadImage,
): Promise<ScreenshotReading[]> {
  return Promise.all(requestImages(request).map(({ url }) => readOne(url, readImage)));
}

async function readOne(url: string, readImage: ReadImage): Promise<ScreenshotReading> {
  const encoded = dataUrl.exec(url)?.[2];
  if (encoded === undefined) {
    throw invalidRequest(
      'Invalid image. Expected a data URL of a PNG, JPEG or WebP image; the simulator downloads nothing.',
      'messages',
      url.startsWith('data:') ? 'invalid_image_format' : 'invalid_image_url',
    );
  }
  try {
    return await readImage(Buffer.from(encoded, 'base64'));
  } catch (error) {
    if (!(error instanceof UndecodableImageError)) throw error;
    throw invalidRequest(
      'You uploaded an unsupported image. Please make sure your image is valid.',
      'messages',
      'invalid_image',
    );
  }
}
