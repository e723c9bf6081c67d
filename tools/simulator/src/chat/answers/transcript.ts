import type { ScreenshotReading } from '../../ocr/screenshot.ts';

/** What several pictures show together: a chat when any of them is one. */
export function joinReadings(readings: readonly ScreenshotReading[]): ScreenshotReading {
  return {
    layout: readings.some(({ layout }) => layout === 'chat') ? 'chat' : 'document',
    text: readings.map(({ text }) => text).join('\n\n'),
    messages: readings.flatMap(({ messages }) => messages),
  };
}

/** What pictures show, as plain text: one line a message with who says it. */
export function transcript({ text, messages }: ScreenshotReading): string {
  if (messages.length === 0) return text === '' ? 'The image contains no readable text.' : text;
  return messages
    .map((message) => `${message.speaker ?? (message.side === 'left' ? 'Them' : 'Me')}: ${message.text}`)
    .join('\n');
}
