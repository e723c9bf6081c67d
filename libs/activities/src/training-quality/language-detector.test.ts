import { expect, it } from 'vitest';
import { loadLanguageDetector } from './language-detector.ts';

it.each([
  ['en', 'That sounds hard. Would you like to tell me what happened before?'],
  ['de', 'Das klingt schwierig. Magst du mir erzählen, was vorher passiert ist?'],
  ['fr', 'Cela semble difficile. Veux-tu me raconter ce qui s’est passé avant ?'],
  ['es', 'Eso suena difícil. ¿Quieres contarme qué pasó antes?'],
  ['pl', 'To brzmi trudno. Czy chcesz mi opowiedzieć, co się wcześniej wydarzyło?'],
  ['ru', 'Звучит тяжело. Хочешь рассказать мне, что произошло раньше?'],
  ['ja', 'それは大変そうですね。前に何があったのか教えてくれますか。'],
  ['ar', 'يبدو ذلك صعبًا. هل تريد أن تخبرني بما حدث من قبل؟'],
  [null, 'OK'],
  [null, 'google.com'],
  [null, 'Amanda, James, John'],
  [null, '42'],
  [null, ''],
])('tells %s', async (language, text) => {
  const detect = await loadLanguageDetector();
  expect(detect(text)).toBe(language);
});
