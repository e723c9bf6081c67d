import { describe, expect, it } from 'vitest';
import { decodeText, describePreview, previewChatExport } from './chat-export-preview.ts';

const whatsApp = [
  '12/03/2024, 10:01 - Misty: heyy',
  '12/03/2024, 10:02 - Ash: hello',
  '12/03/2024, 10:03 - Misty: are you coming?',
].join('\n');

describe('previewChatExport', () => {
  it('finds the format, the messages and the speakers', () => {
    const preview = previewChatExport(whatsApp, 'chat.txt');
    expect(preview).toMatchObject({
      ok: true,
      formats: ['whatsapp_android'],
      messageCount: 3,
      speakers: [
        { name: 'Misty', messageCount: 2 },
        { name: 'Ash', messageCount: 1 },
      ],
    });
    expect(preview.ok && describePreview(preview)).toBe('WhatsApp · 3 messages · 2 speakers');
  });

  it('names the file when there is no conversation in it', () => {
    const preview = previewChatExport('nobody speaks here', 'notes.txt');
    expect(preview.ok ? '' : preview.message).toContain('notes.txt');
  });
});

describe('decodeText', () => {
  it('follows the byte order mark', () => {
    const littleEndian = new Uint8Array([0xff, 0xfe, 0x68, 0x00, 0x69, 0x00]);
    const bigEndian = new Uint8Array([0xfe, 0xff, 0x00, 0x68, 0x00, 0x69]);
    expect(decodeText(littleEndian.buffer)).toBe('hi');
    expect(decodeText(bigEndian.buffer)).toBe('hi');
    expect(decodeText(new TextEncoder().encode('hé').buffer)).toBe('hé');
    expect(decodeText(new ArrayBuffer(0))).toBe('');
  });
});
