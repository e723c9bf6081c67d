import type { ChatLook } from './chat-looks.ts';

/** One message of a rendered chat. */
export type RenderedMessage = { side: 'left' | 'right'; text: string };

/** A chat as a phone shows it: status bar, contact, day, messages a minute apart, and the field to write in. */
export function chatPage(messages: readonly RenderedMessage[], contact: string, look: ChatLook): string {
  const bubbles = messages.map((message, index) => bubble(message, index, look)).join('');
  return `<!doctype html><meta charset="utf-8"><style>${styleOf(look)}</style>
    <div class="status"><span>9:41</span><span>5G 76%</span></div>
    <header>${escape(contact)}</header>
    <main><p class="day">Today</p>${bubbles}</main>
    <footer><div>Message</div></footer>`;
}

function bubble({ side, text }: RenderedMessage, index: number, look: ChatLook): string {
  const time = `18:${String(10 + index).padStart(2, '0')}`;
  const meta = look.showsTimes ? `<small>${time}${side === 'right' ? ' ✓✓' : ''}</small>` : '';
  return `<p class="${side}">${escape(text)}${meta}</p>`;
}

function styleOf(look: ChatLook): string {
  const faint = look.dark ? '#9aa5ab' : '#667781';
  return `
    body { margin: 0; height: 100vh; display: flex; flex-direction: column; background: ${look.paper};
      font: 17px/1.35 "Liberation Sans", Arial, sans-serif; }
    .status { display: flex; justify-content: space-between; padding: 10px 24px 4px; font-size: 14px; }
    .status, header { background: ${look.header.background}; color: ${look.header.color}; }
    header { padding: 10px 16px 14px; font-weight: 600; text-align: ${look.header.isCentred ? 'center' : 'left'}; }
    main { flex: 1; display: flex; flex-direction: column; gap: 8px; padding: 12px; overflow: hidden; }
    p { margin: 0; padding: 8px 13px; border-radius: ${look.cornerRadius}px; max-width: 75%; }
    .day { align-self: center; font-size: 12px; color: ${faint}; padding: 2px; }
    .left { align-self: flex-start; background: ${look.left.background}; color: ${look.left.color}; }
    .right { align-self: flex-end; background: ${look.right.background}; color: ${look.right.color}; }
    small { float: right; margin: 8px 0 -4px 12px; font-size: 11px; opacity: 0.65; }
    footer { padding: 8px 14px 24px; }
    footer div { border: 1px solid ${faint}; border-radius: 20px; padding: 7px 16px; color: ${faint}; }`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
