import { describe, expect, it } from 'vitest';
import { previewChatExport } from './chat-export-preview.ts';
import { decideForMe, speakerChoice } from './speaker-choice.ts';
import type { ChosenFile } from './use-chosen-files.ts';

function chat(...lines: string[]): ChosenFile {
  const text = lines.join('\n');
  const file = new File([text], 'chat.txt');
  return { id: text, file, kind: 'text', problem: null, preview: previewChatExport(text, file.name) };
}

const picture: ChosenFile = {
  id: 'picture',
  file: new File(['x'], 'chat.png'),
  kind: 'image',
  problem: null,
  preview: null,
};

const first = chat('Ana: hi', 'Ben: hello', 'Ben: how are you?', 'Ben: there?');
const second = chat('Ana: lunch?', 'Cleo: yes', 'Cleo: where?', 'Cleo: when?', 'Cleo: hello?');

describe('speakerChoice', () => {
  it('offers everybody once, with the messages of all files added up', () => {
    expect(speakerChoice([first, second], 'Nobody').speakers).toEqual([
      { name: 'Cleo', messageCount: 4 },
      { name: 'Ben', messageCount: 3 },
      { name: 'Ana', messageCount: 2 },
    ]);
  });

  it('guesses whoever is called like the avatar', () => {
    expect(speakerChoice([first, second], 'Ben').guess).toBe('Ben');
  });

  it('else guesses whoever speaks in most of the chats', () => {
    expect(speakerChoice([first, second], 'Nobody').guess).toBe('Ana');
  });

  it('guesses the right side where there are only pictures', () => {
    expect(speakerChoice([picture], 'Ana')).toEqual({ speakers: [], hasSides: true, guess: 'right' });
  });

  it('leaves the choice to the training where nothing is known', () => {
    expect(speakerChoice([], 'Ana').guess).toBe(decideForMe);
  });

  it('does not offer sides for a picture that cannot be uploaded', () => {
    expect(speakerChoice([{ ...picture, problem: 'This file is empty.' }], 'Ana').hasSides).toBe(false);
  });
});
