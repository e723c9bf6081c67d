import type { Turn } from '../examples/turn.ts';
import { roleOf } from '../formats/role-names.ts';
import { isBeginning, withoutEnd } from './template-marks.ts';

/** A template that writes the name of a role before each message. */
type HeadedTemplate = {
  name: string;
  /** A header; its first group is the name of the role. */
  header: RegExp;
  /** What a message ends with. */
  ends: readonly string[];
  /** What tells it from another template with the same headers. */
  needs?: string;
};

const headedTemplates: readonly HeadedTemplate[] = [
  {
    name: 'ChatML',
    header: /<\|im_start\|>[ \t]*(\w+)[ \t]*(?:\r?\n|$)/g,
    ends: ['<|im_end|>', '<|endoftext|>'],
  },
  {
    name: 'Llama 3',
    header: /<\|start_header_id\|>[ \t]*(\w+)[ \t]*<\|end_header_id\|>/g,
    ends: ['<|eot_id|>', '<|eom_id|>', '<|end_of_text|>'],
  },
  {
    name: 'Gemma',
    header: /<start_of_turn>[ \t]*(\w+)[ \t]*(?:\r?\n|$)/g,
    ends: ['<end_of_turn>', '<eos>'],
  },
  {
    name: 'OpenAssistant',
    header: /<\|(system|prompter|assistant)\|>/g,
    ends: ['<|endoftext|>', '</s>'],
    needs: '<|prompter|>',
  },
  {
    name: 'Zephyr',
    header: /<\|(system|user|assistant)\|>/g,
    ends: ['</s>', '<|end|>', '<|endoftext|>'],
  },
  {
    name: '“### Human” and “### Assistant”',
    header: /### ?(Human|User|Assistant|System):/g,
    ends: ['</s>'],
  },
];

/** The turns of a text in which a template wrote a header before each message, and its name; null for any other text. */
export function splitAtHeaders(text: string): { template: string; turns: Turn[] } | null {
  for (const template of headedTemplates) {
    const turns = turnsOf(text, template);
    if (turns !== null) return { template: template.name, turns };
  }
  return null;
}

function turnsOf(text: string, { header, ends, needs = '' }: HeadedTemplate): Turn[] | null {
  if (!text.includes(needs)) return null;
  const headers = [...text.matchAll(header)];
  const [first] = headers;
  if (first === undefined || !isBeginning(text.slice(0, first.index))) return null;
  const turns: Turn[] = [];
  for (const [index, match] of headers.entries()) {
    const role = roleOf(match[1] ?? '');
    if (role === undefined || role === 'call') return null;
    const said = text.slice(match.index + match[0].length, headers[index + 1]?.index);
    const content = withoutEnd(said, ends).trim();
    if (role !== 'system' || content !== '') turns.push({ role, content });
  }
  return turns.some(({ role }) => role === 'assistant') ? turns : null;
}
