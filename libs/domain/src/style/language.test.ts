import { expect, it } from 'vitest';
import { guessLanguage } from './language.ts';
import { tokenizeMessage } from './tokenized-message.ts';

const guess = (...messages: string[]) => guessLanguage(messages.map(tokenizeMessage));

it.each([
  ['en', 'I think that we should go to the park and see how it is there'],
  ['de', 'Ich glaube, dass wir in den Park gehen sollten, und du bist auch dabei'],
  ['es', 'yo creo que no es una buena idea, pero si quieres lo hacemos en la casa'],
  ['pt', 'eu acho que não é uma boa ideia, mas se você quer a gente vai com ele'],
  ['fr', "je pense que ce n'est pas une bonne idée mais si tu veux on est avec toi"],
  ['it', 'io penso che non è una buona idea ma se tu vuoi lo facciamo con lui'],
  ['nl', 'ik denk dat het niet een goed idee is maar als je wilt doen we het'],
])('recognises %s', (language, text) => {
  expect(guess(text)).toBe(language);
});

it('does not guess from few words or from a language it does not know', () => {
  expect(guess('ok')).toBeNull();
  expect(
    guess('Kedves barátom, holnap reggel nyolckor találkozunk a pályaudvar előtt, ne késs el kérlek'),
  ).toBeNull();
});
