import type { TurnRole } from '../examples/turn.ts';

/** What a role name of a file stands for. A `call` is an assistant turn that is nothing but a tool call. */
export type NamedRole = TurnRole | 'call';

/** Names of roles, lower case, in OpenAI's, Hugging Face's and ShareGPT's files and those of tools that write like them. */
const roleNames: ReadonlyMap<string, NamedRole> = new Map([
  ['system', 'system'],
  ['developer', 'system'],
  ['context', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['prompter', 'user'],
  ['customer', 'user'],
  ['assistant', 'assistant'],
  ['gpt', 'assistant'],
  ['chatgpt', 'assistant'],
  ['bing', 'assistant'],
  ['bard', 'assistant'],
  ['claude', 'assistant'],
  ['ai', 'assistant'],
  ['bot', 'assistant'],
  ['model', 'assistant'],
  ['chatbot', 'assistant'],
  ['tool', 'tool'],
  ['function', 'tool'],
  ['observation', 'tool'],
  ['tool_response', 'tool'],
  ['function_response', 'tool'],
  ['function-response', 'tool'],
  ['ipython', 'tool'],
  ['function_call', 'call'],
  ['function-call', 'call'],
  ['tool_call', 'call'],
  ['tool_calls', 'call'],
]);

/** What a role name stands for, in any letter case; undefined for names that nobody uses. */
export function roleOf(name: string): NamedRole | undefined {
  return roleNames.get(name) ?? roleNames.get(name.trim().toLowerCase());
}

/** ShareGPT's name of each role. */
export const shareGptNames = {
  system: 'system',
  user: 'human',
  assistant: 'gpt',
  tool: 'observation',
  call: 'function_call',
} as const satisfies Record<NamedRole, string>;
