import { sharedBrowser } from './browser.ts';
import { chatLooks, type ChatLook } from './chat-looks.ts';
import { chatPage, type RenderedMessage } from './chat-page.ts';

/** How a screenshot is taken. */
export type ScreenshotOptions = {
  /** Who is written with: named at the top. */
  contact?: string;
  look?: ChatLook;
  /** Device pixels for each point: phones have 2 or 3. */
  density?: 2 | 3;
};

/** Messages left and right by turns, beginning left. */
export function byTurns(left: readonly string[], right: readonly string[]): RenderedMessage[] {
  return left.flatMap((text, index): RenderedMessage[] => {
    const answer = right[index];
    const asked: RenderedMessage = { side: 'left', text };
    return answer === undefined ? [asked] : [asked, { side: 'right', text: answer }];
  });
}

/** A screenshot of a chat in which left and right take turns, as PNG. */
export async function renderChat(left: readonly string[], right: readonly string[]): Promise<Uint8Array> {
  return await renderMessages(byTurns(left, right));
}

/** A screenshot of these messages on a phone of 390 × 844 points, as PNG. What does not fit is cut off, as on a phone. */
export async function renderMessages(
  messages: readonly RenderedMessage[],
  { contact = 'Misty', look = chatLooks['WhatsApp-like, light'], density = 2 }: ScreenshotOptions = {},
): Promise<Uint8Array> {
  const browser = await sharedBrowser();
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, deviceScaleFactor: density });
  try {
    await page.setContent(chatPage(messages, contact, look));
    return await page.screenshot();
  } finally {
    await page.close();
  }
}
