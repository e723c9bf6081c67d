import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { bareEnvironment } from '../processes/bare-environment.ts';

/** Tells the languages of texts, for as long as it is not stopped. */
export type LanguageReader = {
  /**
   * The language of each text (BCP 47); null where it is not clear.
   *
   * @throws Error when the process has ended
   */
  languagesOf(texts: readonly string[]): Promise<(string | null)[]>;
  stop(): void;
};

/** Characters that are looked at: more make the answer hardly better (measured on 5,000 responses), but take longer. */
const looked = 400;

const processFile = fileURLToPath(new URL('./language-process.ts', import.meta.url));
const answerSchema = z.array(z.string().nullable());

/** Starts a process that tells languages; it ends when the reader is stopped, and with this process. */
export function startLanguageReader(): LanguageReader {
  const child = fork(processFile, {
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: bareEnvironment(),
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The process that tells languages has ended');
  });
  ended.catch(() => undefined);
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (texts: readonly string[]) => {
    const answer = once(child, 'message');
    child.send(texts.map((text) => text.slice(0, looked).toWellFormed()));
    const [languages] = await Promise.race([answer, ended]);
    return answerSchema.parse(languages);
  };
  return {
    async languagesOf(texts) {
      // Answers come in the order of the questions, one at a time.
      const answer = last.then(() => (child.connected ? ask(texts) : ended));
      last = answer.catch(() => undefined);
      return await answer;
    },
    stop() {
      child.kill('SIGKILL');
    },
  };
}
