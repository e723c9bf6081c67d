import { describe, expect, it } from 'vitest';

import { parsePlainText } from './plain-text.ts';

const read = (text: string) =>
  parsePlainText(text)?.messages.map(({ speaker, text: said }) => [speaker, said]);

describe('parsePlainText', () => {
  it.each([
    ['names and colons', 'Ash: hi\nMisty: hello\nAsh: bye'],
    ['times in brackets', '[21:41] Ash: hi\n[21:42] Misty: hello\n[21:43] Ash: bye'],
    ['times without brackets', '9:41 PM Ash: hi\n9:42 PM - Misty: hello\n9:43 PM Ash: bye'],
    ['times in parentheses', '(21:41:07) Ash: hi\n(21:42:00) Misty: hello\n(21:43:00) Ash: bye'],
    ['angle brackets', '<Ash> hi\n<@Misty> hello\n<Ash> bye'],
    ['times and angle brackets', '21:41 <Ash> hi\n[21:42:01] <Misty> hello\n21:43 <Ash> bye'],
    ['bold names', '**Ash:** hi\n**Misty**: hello\n**Ash:** bye'],
    ['blank lines', 'Ash: hi\n\nMisty: hello\r\n\r\nAsh: bye\n'],
  ])('reads a conversation written with %s', (_form, text) => {
    expect(read(text)).toEqual([
      ['Ash', 'hi'],
      ['Misty', 'hello'],
      ['Ash', 'bye'],
    ]);
  });

  it('keeps lines that open nothing in the message above', () => {
    const text =
      'Ash: bring\nNote: warm clothes\nhttps://a.b: x\n12:30\nthe plan: go\nMisty: ok\nAsh: see you\nMisty: yes';
    expect(read(text)?.[0]).toEqual([
      'Ash',
      'bring\nNote: warm clothes\nhttps://a.b: x\n12:30\nthe plan: go',
    ]);
    expect(read(text)).toHaveLength(4);
  });

  it('finds who speaks once in a file in which every line opens a message', () => {
    const text = 'Prof. Oak: hello all\nAsh: hi: you\nMisty: hey\nAsh: what is up?\nMeowth: hey people';
    expect(read(text)?.map(([speaker]) => speaker)).toEqual(['Prof. Oak', 'Ash', 'Misty', 'Ash', 'Meowth']);
  });

  it('counts lines before the first message', () => {
    expect(parsePlainText('A talk in the gym\n\nAsh: hi\nMisty: yo\nAsh: ok')?.unparsedLineCount).toBe(1);
  });

  it.each([
    ['prose', 'It was late. He said: go home.\nShe went.\nThe road was long, and then: rain.\nNobody came.'],
    ['notes', 'Note: a\nNote: b\nWarning: c\nNote: d\nWarning: e'],
    ['a form', 'Name: Bob\nAge: 12\nCity: Rome\nHobby: chess'],
    ['a letter', 'From: ash@a.b\nTo: misty@a.b\nSubject: Trip\n\nDear Misty,\nwe leave at 12:30.\nAsh'],
    ['a recipe', 'Ingredients: flour\nMethod: mix\nTime: 20 min\n\nMix all. Bake.'],
    ['links', 'https://a.b\nhttp://c.d\nhttps://e.f'],
    ['times', '12:30\n13:30 lunch\n14:00 nap'],
    ['a change log', '* **api:** add a thing\n* **cli:** fix a thing\n* **api:** more\n* **cli:** more'],
    ['markdown', '# Title\n\nText with a list:\n\n- one: 1\n- two: 2\n\nMore text here. And more.'],
    ['settings', 'host: localhost\nport: 5432\nuser: me\npassword: none'],
  ])('finds no conversation in %s', (_what, text) => {
    expect(parsePlainText(text)).toBeNull();
  });

  it('reads a monologue, so that the caller can say that one side is missing', () => {
    expect(read('Ash: one\nAsh: two\nAsh: three')).toHaveLength(3);
  });
});
