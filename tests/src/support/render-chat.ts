import { findChromium } from '@understudy/stack/browser/chromium';
import { chromium, type Browser } from 'playwright-core';
import { launchOptions } from './browser.ts';

/** One message of a rendered chat. */
export type RenderedMessage = { side: 'left' | 'right'; text: string };

let browser: Promise<Browser> | undefined;

async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? (await findChromium());
  if (executablePath === undefined) throw new Error('There is no Chromium: run the tests with `npm test`');
  return await chromium.launch({ ...launchOptions, executablePath });
}

/** A screenshot of a chat on a phone of 390 × 844 points at twice the density, as PNG: messages left and right by turns. */
export async function renderChat(left: readonly string[], right: readonly string[]): Promise<Uint8Array> {
  const messages = left.flatMap((text, index): RenderedMessage[] => {
    const answer = right[index];
    const asked: RenderedMessage = { side: 'left', text };
    return answer === undefined ? [asked] : [asked, { side: 'right', text: answer }];
  });
  return await renderMessages(messages);
}

/** A screenshot of these messages. */
export async function renderMessages(messages: readonly RenderedMessage[], contact = 'Misty'): Promise<Uint8Array> {
  browser ??= openBrowser();
  const page = await (await browser).newPage({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  try {
    await page.setContent(chatPage(messages, contact));
    return await page.screenshot();
  } finally {
    await page.close();
  }
}

function chatPage(messages: readonly RenderedMessage[], contact: string): string {
  const bubbles = messages.map(({ side, text }) => `<p class="${side}">${escape(text)}</p>`).join('');
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; font: 17px/1.35 "Liberation Sans", Arial, sans-serif; background: #efe7de; }
    header { background: #075e54; color: #fff; padding: 14px 16px; font-weight: 600; }
    main { display: flex; flex-direction: column; gap: 8px; padding: 12px; }
    p { margin: 0; padding: 8px 12px; border-radius: 10px; max-width: 75%; color: #111; }
    .left { align-self: flex-start; background: #fff; }
    .right { align-self: flex-end; background: #dcf8c6; }
  </style><header>${escape(contact)}</header><main>${bubbles}</main>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
