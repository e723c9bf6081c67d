import { expect, it } from 'vitest';
import { detectLanguage } from './detect-language.ts';
import { startLanguageReader } from './language-reader.ts';

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
])('tells %s', (language, text) => {
  expect(detectLanguage(text)).toBe(language);
});

it('is asked in a process of its own, which ends with its reader', async () => {
  const reader = startLanguageReader();
  try {
    const texts = ['Das klingt schwierig, mein Freund.', '', 'x'.repeat(1_000_000)];
    expect((await reader.languagesOf(texts))[0]).toBe('de');
    expect(await reader.languagesOf([])).toEqual([]);
    const [one, other] = await Promise.all([reader.languagesOf(['OK']), reader.languagesOf(['OK', 'OK'])]);
    expect([one, other]).toEqual([[null], [null, null]]);
  } finally {
    reader.stop();
  }
  await expect(reader.languagesOf(['OK'])).rejects.toThrow();
});
