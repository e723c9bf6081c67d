import type { Turn } from '../examples/turn.ts';
import { roleOf } from '../formats/role-names.ts';
import { splitDialogue } from './dialogue-text.ts';

/** A conversation that was written into one text by a chat template: its turns, and what the template is called. */
export type TemplatedText = { template: string; turns: Turn[] };

/** A template that writes the name of a role before each message. */
type HeadedTemplate = {
  name: string;
  /** A header; its first group is the name of the role. */
  header: RegExp;
  /** What a message ends with. */
  end: RegExp;
};

const headedTemplates: readonly HeadedTemplate[] = [
  { name: 'ChatML', header: /<\|im_start\|>[ \t]*(\w+)[ \t]*(?:\r?\n|$)/g, end: /<\|im_end\|>\s*$/ },
  {
    name: 'Llama 3',
    header: /<\|start_header_id\|>\s*(\w+)\s*<\|end_header_id\|>/g,
    end: /<\|(?:eot_id|eom_id|end_of_text)\|>\s*$/,
  },
  {
    name: 'Gemma',
    header: /<start_of_turn>[ \t]*(\w+)[ \t]*(?:\r?\n|$)/g,
    end: /<end_of_turn>\s*(?:<eos>)?\s*$/,
  },
  {
    name: 'Zephyr',
    header: /<\|(system|user|assistant)\|>/g,
    end: /(?:<\/s>|<\|end\|>|<\|endoftext\|>)\s*$/,
  },
  {
    name: '“### Human” and “### Assistant”',
    header: /### ?(Human|User|Assistant|System):/g,
    end: /<\/s>\s*$/,
  },
];

/** What may stand before the first header: marks of the beginning of a text. */
const BEGINNING = /^\s*(?:<s>|<bos>|<\|begin_of_text\|>|<\|endoftext\|>)?\s*$/;

/**
 * The conversation in a text that a chat template wrote: ChatML, Llama 2 and 3, Gemma, Zephyr, Alpaca's headings, or
 * "Human:" and "Assistant:". Turns may be blank, which is for the reader to tell. Null for any other text.
 */
export function splitTemplate(text: string): TemplatedText | null {
  for (const template of headedTemplates) {
    const turns = splitAtHeaders(text, template);
    if (turns !== null) return { template: template.name, turns };
  }
  const others = [
    { template: 'Llama 2', turns: splitInstructions(text) },
    { template: 'Alpaca', turns: splitHeadings(text) },
    { template: '“Human” and “Assistant”', turns: splitDialogue(text) },
  ];
  for (const { template, turns } of others) if (turns !== null) return { template, turns };
  return null;
}

function splitAtHeaders(text: string, { header, end }: HeadedTemplate): Turn[] | null {
  const headers = [...text.matchAll(header)];
  const [first] = headers;
  if (first === undefined || !BEGINNING.test(text.slice(0, first.index))) return null;
  const turns = headers.flatMap((match, index): Turn[] => {
    const role = roleOf(match[1] ?? '');
    if (role === undefined || role === 'call') return [];
    const content = text
      .slice(match.index + match[0].length, headers[index + 1]?.index)
      .replace(end, '')
      .trim();
    return role === 'system' && content === '' ? [] : [{ role, content }];
  });
  const isKnown = headers.every(
    ([, name]) => roleOf(name ?? '') !== undefined && roleOf(name ?? '') !== 'call',
  );
  return isKnown && turns.some(({ role }) => role === 'assistant') ? turns : null;
}

const SYSTEM_OF_LLAMA = /^\s*<<SYS>>([\s\S]*?)<<\/SYS>>/;

/** Llama 2 and Mistral: `<s>[INST] question [/INST] answer </s>`, the system message within the first question. */
function splitInstructions(text: string): Turn[] | null {
  const [before = '', ...exchanges] = text.split('[INST]');
  if (exchanges.length === 0 || !BEGINNING.test(before)) return null;
  const turns: Turn[] = [];
  for (const [index, exchange] of exchanges.entries()) {
    const [asked, answer, ...more] = exchange.split('[/INST]');
    if (asked === undefined || answer === undefined || more.length > 0) return null;
    const system = index === 0 ? SYSTEM_OF_LLAMA.exec(asked) : null;
    const said = system?.[1]?.trim() ?? '';
    if (said !== '') turns.push({ role: 'system', content: said });
    turns.push({ role: 'user', content: asked.slice(system?.[0].length ?? 0).trim() });
    turns.push({ role: 'assistant', content: answer.replace(/(?:<\/s>\s*)?(?:<s>)?\s*$/, '').trim() });
  }
  return turns;
}

const HEADING = /^#{2,3} ?(System|Instruction|Input|Context|Response|Output|Answer):?[ \t]*$/gim;
const INLINE_HEADING = /^### ?(System|Instruction|Input|Context|Response|Output|Answer):/gim;

/** What Alpaca's own template says before its headings; any other text there is a system message. */
const PREAMBLE = /^Below is an instruction that describes a task\b[^\n]*$/;

type Section = { name: string; content: string };

/** Alpaca's headings: `### Instruction:`, `### Input:` where there is one, and `### Response:`, which may be repeated. */
function splitHeadings(text: string): Turn[] | null {
  const found = [HEADING, INLINE_HEADING].map((heading) => [...text.matchAll(heading)]);
  const headings = (found[0]?.length ?? 0) >= (found[1]?.length ?? 0) ? found[0] : found[1];
  const [first] = headings ?? [];
  if (headings === undefined || first === undefined) return null;
  const sections = headings.map((match, index): Section => {
    const from = match.index + match[0].length;
    const content = text
      .slice(from, headings[index + 1]?.index)
      .replace(/<\/s>\s*$|<\|endoftext\|>\s*$/, '')
      .trim();
    return { name: (match[1] ?? '').toLowerCase(), content };
  });
  const before = text
    .slice(0, first.index)
    .replace(/^\s*<s>/, '')
    .trim();
  const system: Turn[] = before === '' || PREAMBLE.test(before) ? [] : [{ role: 'system', content: before }];
  const turns = turnsOfSections(sections);
  return turns === null ? null : [...system, ...turns];
}

const answers = new Set(['response', 'output', 'answer']);

/** Null where a section is not where one of its name can be. */
function turnsOfSections(sections: readonly Section[]): Turn[] | null {
  const turns: Turn[] = [];
  for (const { name, content } of sections) {
    const last = turns.at(-1);
    if (name === 'system' && last === undefined) turns.push({ role: 'system', content });
    else if (name === 'instruction' && last?.role !== 'user') turns.push({ role: 'user', content });
    else if (answers.has(name) && last?.role === 'user') turns.push({ role: 'assistant', content });
    else if (
      (name === 'input' || name === 'context') &&
      last?.role === 'user' &&
      last.context === undefined
    ) {
      if (content !== '') turns[turns.length - 1] = { ...last, context: content };
    } else return null;
  }
  return turns.some(({ role }) => role === 'assistant') ? turns : null;
}
