/** Takes what is secret out of a text. */
export type WithoutSecrets = (text: string) => string;

const replacement = '[secret]';

/** Keys and tokens by their look: of OpenAI, Hugging Face, Together and Fireworks, bearer tokens, and JSON Web Tokens. */
const looksSecret =
  /\b(?:sk|hf|tgp_v1|fw|fpk)[-_][\w*.-]{6,}|\bBearer\s+[\w.~+/=-]{8,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/gi;

/** Takes out what looks like a key or a token, such as the one that a provider repeats in its refusal. */
export const withoutKeys: WithoutSecrets = (text) => text.replaceAll(looksSecret, replacement);

/** Takes out what looks like a key or a token, and every one of these values. */
export function withoutSecrets(secrets: readonly string[]): WithoutSecrets {
  // The longest first: one secret may begin with another.
  const sorted = [...new Set(secrets)].sort((one, other) => other.length - one.length);
  return (text) => withoutKeys(sorted.reduce((rest, secret) => rest.replaceAll(secret, replacement), text));
}

const nameOfSecret = /(?:SECRET|TOKEN|PASSWORD|_KEY)$/;

/** A shorter value is no secret, and would be found in words. */
const shortest = 8;

/** The values of environment variables that are secret by their name, and the passwords in addresses. */
export function secretsIn(environment: NodeJS.ProcessEnv): string[] {
  return Object.entries(environment).flatMap(([name, value = '']) => {
    const password = URL.parse(value)?.password ?? '';
    const found = nameOfSecret.test(name) ? [value] : [password, decoded(password)];
    return found.filter((text) => text.length >= shortest && text !== 'simulated');
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
