import { describe, expect, it } from 'vitest';
import { measureFarewells, measureGreetings } from './salutations.ts';
import { tokenizeMessage } from './tokenized-message.ts';

const greetings = (messages: string[], language: string | null = null) =>
  measureGreetings(messages.map(tokenizeMessage), language);
const farewells = (messages: string[]) => measureFarewells(messages.map(tokenizeMessage));

describe('measureGreetings', () => {
  it('names the most frequent greeting in its usual spelling', () => {
    const found = greetings([
      'Hey there!',
      'hey there',
      'Hey there! how are things going',
      'Hello.',
      'see you',
    ]);
    expect(found.typical).toBe('Hey there!');
    expect(found.top[0]).toEqual({ text: 'Hey there!', count: 3 });
    expect(found.rate).toBe(0.8);
  });

  it('takes a short address with the greeting and leaves a sentence out', () => {
    expect(greetings(['Hey guys!']).typical).toBe('Hey guys!');
    expect(greetings(['hey can you send me that file again']).typical).toBe('hey');
  });

  it.each(['¡Hola!', 'Bom dia', 'Salut', 'Guten Morgen', 'Buongiorno', 'Привет', 'こんにちは', 'Heyyyy'])(
    'knows %s',
    (message) => expect(greetings([message]).rate).toBe(1),
  );

  it('does not take a Spanish "yo" for a greeting', () => {
    expect(greetings(['yo creo que no'], 'es').rate).toBe(0);
  });

  it('does not take a greeting word inside a message for one', () => {
    expect(greetings(['I said hello to her']).typical).toBeNull();
  });
});

describe('measureFarewells', () => {
  it('finds a farewell at the end, an emoji after it or not', () => {
    expect(farewells(['ok, see you tomorrow! 👋', 'See you tomorrow', 'bye']).typical).toBe(
      'See you tomorrow',
    );
  });

  it('does not take a farewell elsewhere for one', () => {
    expect(farewells(['bye is a sad word']).rate).toBe(0);
  });
});
