import { secretsIn, withoutSecrets } from './without-secrets.ts';

/**
 * Where the log of a process goes: its standard output, without the secrets of its environment. Whatever is logged, such as
 * an error of a library that quotes a request, passes here.
 */
export function secretFreeOutput(environment: NodeJS.ProcessEnv): { write: (line: string) => void } {
  const clean = withoutSecrets(secretsIn(environment));
  return { write: (line) => void process.stdout.write(clean(line)) };
}
