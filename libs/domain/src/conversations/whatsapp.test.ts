import { describe, expect, it } from 'vitest';

import type { ParsedConversation } from './message.ts';
import { parseWhatsApp } from './whatsapp.ts';

const LRM = '\u200E';

function parsed(...lines: string[]): ParsedConversation {
  const conversation = parseWhatsApp(lines.join('\n'));
  if (conversation === null) throw new Error('not read as a WhatsApp export');
  return conversation;
}

const android = (line: string): string => `31/12/2023, 21:41 - ${line}`;
const ios = (line: string): string => `[31/12/23, 21:41:07] ${line}`;

describe('parseWhatsApp', () => {
  it('keeps lines without a date in the message above, whatever they look like', () => {
    const { messages } = parsed(
      android('Ash: list'),
      'Note: milk',
      '12:30 lunch',
      '',
      'http://a.b',
      android('Misty: ok'),
    );
    expect(messages.map(({ text }) => text)).toEqual(['list\nNote: milk\n12:30 lunch\n\nhttp://a.b', 'ok']);
  });

  it('does not take messages pasted from another chat for messages of this one', () => {
    const own = Array.from({ length: 30 }, (_, index) =>
      android(`${index % 2 ? 'Ash' : 'Misty'}: message ${index}`),
    );
    const { messages } = parsed(
      ...own,
      '[3/12, 09:00] Gary: pasted',
      'Sat, Mar 5, 2022 9:30 PM - 11:30 PM: pasted',
    );
    expect(messages).toHaveLength(30);
    expect(messages.at(-1)?.text).toBe(
      'message 29\n[3/12, 09:00] Gary: pasted\nSat, Mar 5, 2022 9:30 PM - 11:30 PM: pasted',
    );
  });

  it('cleans names of marks, of the tilde of unsaved contacts and of no-break spaces', () => {
    const { messages } = parsed(
      ios('~\u202FMisty: one'),
      ios(`${LRM}\u202A+49\u00A0170\u00A01234‑567\u202C: two`),
      ios('Team: Rocket: three'),
      ios('Re:Zero: four'),
    );
    expect(messages.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['Misty', 'one'],
      ['+49 170 1234-567', 'two'],
      ['Team', 'Rocket: three'],
      ['Re:Zero', 'four'],
    ]);
  });

  it('keeps the messages of a contact whose name is invisible', () => {
    expect(parsed(android(`${LRM}: hi`), android('Ash: yo')).messages[0]).toMatchObject({
      speaker: 'Unknown',
      text: 'hi',
    });
  });

  it('reads messages without words', () => {
    const { messages } = parsed(android('Ash:'), android('Misty: '), android('Ash: x'));
    expect(messages.map(({ text }) => text)).toEqual(['', '', 'x']);
  });

  it('tells the platform by the form of the header and counts lines before the first message', () => {
    expect(parsed(android('Ash: a'), android('Misty: b')).format).toBe('whatsapp_android');
    const conversation = parsed('Chat history', '', ios('Ash: a'), ios('Misty: b'));
    expect(conversation).toMatchObject({ format: 'whatsapp_ios', unparsedLineCount: 1, systemLineCount: 0 });
  });

  it('is not fooled by program logs', () => {
    expect(
      parseWhatsApp('2024-01-05 10:00:01 - INFO: started\n2024-01-05 10:00:02 - ERROR: failed'),
    ).toBeNull();
  });
});

describe('system lines', () => {
  it.each([
    'Messages and calls are end-to-end encrypted. No one outside of this chat can read or listen to them.',
    'Ash created group "Trip"',
    'Ash created group "Trip: Rome"',
    'Ash changed the subject from "A: B" to "C: D"',
    'Ash hat Misty hinzugefügt',
    'Ash hat den Betreff von „A: B“ zu „C“ geändert',
    'Ash cambió el asunto de "A: B" a "C"',
    'Ash alterou o nome do grupo de "A: B" para "C"',
    'Ash a changé l’objet de « A: B » en « C »',
    'Misty left',
    'Your security code with Ash changed. Tap to learn more.',
    'Missed voice call at 21:41',
    "‎+49 170 1234567 joined using this group's invite link",
  ])('are counted, not attributed, on Android: %s', (notice) => {
    const { messages, systemLineCount } = parsed(
      android('Ash: hi'),
      android(notice),
      android('Misty: hello'),
    );
    expect(messages.map(({ speaker }) => speaker)).toEqual(['Ash', 'Misty']);
    expect(systemLineCount).toBe(1);
  });

  it.each([
    `Trip: ${LRM}Messages and calls are end-to-end encrypted. Only people in this chat can read them.`,
    'Ash: Messages to this chat and calls are now secured with end-to-end encryption. Tap for more info.',
    `Trip: ${LRM}You created this group`,
    `Trip: ${LRM}Ash added Misty`,
    `Trip: ${LRM}Ash changed the group name to “Trip: Rome”`,
    `Misty: ${LRM}Misty left`,
    `Ash: ${LRM}Missed voice call`,
    `Ash: ${LRM}Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen.`,
    `Trip: ${LRM}Bu grup artık kapalı ve kimse yazamıyor`,
    `${LRM}You were added`,
  ])('are counted, not attributed, on iOS, where a name stands before them: %s', (notice) => {
    const { messages, systemLineCount } = parsed(ios(notice), ios('Ash: hi'), ios('Misty: hello'));
    expect(messages.map(({ speaker }) => speaker)).toEqual(['Ash', 'Misty']);
    expect(systemLineCount).toBe(1);
  });

  it('give the group its title', () => {
    expect(parsed(ios(`Trip 🏖: ${LRM}You created this group`), ios('Ash: hi'), ios('Misty: yo')).title).toBe(
      'Trip 🏖',
    );
    expect(parsed(android('Ash created group "Trip"'), android('Ash: hi'), android('Misty: yo')).title).toBe(
      'Trip',
    );
    expect(parsed(android('Ash: hi'), android('Misty: yo')).title).toBeNull();
  });

  it('are not seen in what people write about groups, calls and encryption', () => {
    const said = [
      'I left',
      'Gary added me',
      'missed voice call?',
      'you changed the subject',
      'end-to-end encryption is nice',
    ];
    const { messages, systemLineCount } = parsed(...said.map((text) => ios(`Ash: ${text}`)));
    expect(messages.map(({ text }) => text)).toEqual(said);
    expect(systemLineCount).toBe(0);
  });

  it('are not seen where a marked text is all that people write', () => {
    const { messages } = parsed(ios(`Ash: ${LRM}Hello`), ios(`Misty: ${LRM}Hi there`));
    expect(messages.map(({ text }) => text)).toEqual(['Hello', 'Hi there']);
  });
});

describe('attachments', () => {
  it.each([
    ['<Media omitted>', 'media', ''],
    ['<Medien ausgeschlossen>', 'media', ''],
    ['<Multimedia omitido>', 'media', ''],
    ['<Arquivo de mídia oculto>', 'media', ''],
    ['<Médias omis>', 'media', ''],
    ['<Media omessi>', 'media', ''],
    ['<Media weggelaten>', 'media', ''],
    ['<Media omitted>\nlook at this', 'media', 'look at this'],
    ['IMG-20230101-WA0001.jpg (file attached)', 'IMG-20230101-WA0001.jpg', ''],
    ['IMG-20230101-WA0001.jpg (file attached)\nlook: nice', 'IMG-20230101-WA0001.jpg', 'look: nice'],
    ['PTT-20230101-WA0001.opus (archivo adjunto)', 'PTT-20230101-WA0001.opus', ''],
    ['VID-20230101-WA0001.mp4 (tiedosto liitteenä)', 'VID-20230101-WA0001.mp4', ''],
    ['My plans (2).pdf (Datei angehängt)', 'My plans (2).pdf', ''],
    [`${LRM}<attached: 00000012-PHOTO-2023-01-01.jpg>`, '00000012-PHOTO-2023-01-01.jpg', ''],
    [`${LRM}<Anhang: 00000012-PHOTO.jpg>`, '00000012-PHOTO.jpg', ''],
    [`look ${LRM}<adjunto: 00000012-PHOTO.jpg>`, '00000012-PHOTO.jpg', 'look'],
    [`Plans.pdf • ${LRM}3 pages ${LRM}<attached: 0001-Plans.pdf>`, '0001-Plans.pdf', ''],
    [`Plans.pdf • ${LRM}3 pages ${LRM}document omitted`, 'Plans.pdf', ''],
    [`${LRM}image omitted`, 'image', ''],
    [`${LRM}audio omitted`, 'audio', ''],
    [`${LRM}sticker omitted`, 'sticker', ''],
    [`${LRM}GIF omitted`, 'gif', ''],
    [`${LRM}Contact card omitted`, 'contact', ''],
    [`${LRM}Bild weggelassen`, 'image', ''],
    [`${LRM}figurinha omitida`, 'sticker', ''],
    [`${LRM}Location: https://maps.google.com/?q=1.5,2.5`, 'location', ''],
    ['location: https://maps.google.com/?q=1.5,2.5', 'location', ''],
    ['This message was deleted', 'deleted', ''],
    ['You deleted this message.', 'deleted', ''],
    ['Diese Nachricht wurde gelöscht.', 'deleted', ''],
    [`see you ${LRM}<This message was edited>`, null, 'see you'],
    ['bis dann <Diese Nachricht wurde bearbeitet.>', null, 'bis dann'],
    ['I <3 image omitted jokes (really)', null, 'I <3 image omitted jokes (really)'],
    ['see https://example.org/a.pdf (nice)', null, 'see https://example.org/a.pdf (nice)'],
  ])('%j has the attachment %j and the words %j', (raw, attachment, text) => {
    const { messages, systemLineCount } = parsed(ios('Ash: hi'), ios(`Misty: ${raw}`), ios('Ash: bye'));
    expect(messages[1]).toMatchObject({ speaker: 'Misty', attachment, text });
    expect(systemLineCount).toBe(0);
  });

  it('are known by the mark before the header in languages without a list', () => {
    const { messages } = parsed(
      ios('Ash: szia'),
      `${LRM}${ios(`Misty: ${LRM}kép kihagyva innen`)}`,
      ios('Misty: itt'),
    );
    expect(messages[1]).toMatchObject({ speaker: 'Misty', attachment: 'media', text: '' });
  });
});
