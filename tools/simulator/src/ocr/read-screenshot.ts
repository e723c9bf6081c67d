import { messagesFromLines } from './line-geometry.ts';
import { decodeImage } from './pixel-image.ts';
import { readChat } from './read-chat.ts';
import { pageText, readPage } from './read-page.ts';
import type { Recognizer } from './recognizer.ts';
import type { ScreenshotReading } from './screenshot.ts';

/** With fewer messages than this, a page with a coloured box on it is ruled out by reading all of it. */
const certainlyChat = 3;

/**
 * Reads a picture: a chat's messages with their sides, or a page's text.
 *
 * @throws {UndecodableImageError} when the bytes are no image.
 */
export async function readScreenshot(bytes: Uint8Array, recognizer: Recognizer): Promise<ScreenshotReading> {
  const image = await decodeImage(bytes);
  const inBubbles = await readChat(image, recognizer);
  if (inBubbles.length >= certainlyChat) return chat(inBubbles);
  const lines = await readPage(image, recognizer);
  const text = pageText(lines);
  const bubbleText = inBubbles.map((message) => message.text).join(' ');
  if (inBubbles.length > 0 && text.length < bubbleText.length * 3 + 80) return chat(inBubbles);
  const onLines = messagesFromLines(lines, image.width);
  return onLines.length > 0 ? chat(onLines) : { layout: 'document', text, messages: [] };
}

const chat = (messages: ScreenshotReading['messages']): ScreenshotReading => ({
  layout: 'chat',
  text: messages.map((message) => message.text).join('\n'),
  messages,
});
