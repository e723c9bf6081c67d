import type { Turn } from '../examples/turn.ts';
import { splitDialogue } from './dialogue-text.ts';
import { splitAtHeaders } from './headed-template.ts';
import { isBeginning, withoutEnd } from './template-marks.ts';

/** A conversation that was written into one text by a chat template: its turns, and what the template is called. */
export type TemplatedText = { template: string; turns: Turn[] };

/** How prompts end that wait for their answer, as far as they are told by marks. */
const WAITING =
  /(?:\[\/INST\]|assistant\s*|assistant\s*<\|end_header_id\|>|model|<\|assistant\|>|Assistant:|#+ ?(?:Response|Output|Answer):?)$/i;

/**
 * The turns of a prompt that a template wrote up to where the answer begins; null for any other text. Names of speakers alone are
 * no template there: `Question: … Answer:` is how some people ask.
 */
export function splitTemplatedPrompt(text: string): Turn[] | null {
  // Of most prompts, the end says that they are none.
  if (!WAITING.test(text.slice(-100).trimEnd())) return null;
  const turns = splitAtMarks(text)?.turns;
  const last = turns?.at(-1);
  const asked = turns?.slice(0, -1) ?? [];
  const isWaiting = last?.role === 'assistant' && last.content === '' && asked.at(-1)?.role === 'user';
  return isWaiting && asked.every(({ content }) => content !== '') ? asked : null;
}

/**
 * The conversation in a text that a chat template wrote: ChatML, Llama 2 and 3, Gemma, Zephyr, Alpaca's headings, or
 * the names of two speakers, as Vicuna has them. Turns may be blank, which is for the reader to tell. Null for any other text.
 */
export function splitTemplate(text: string): TemplatedText | null {
  const marked = splitAtMarks(text);
  if (marked !== null) return marked;
  const others = [
    { template: '“Human” and “Assistant”', turns: splitDialogue(text) },
    { template: 'Vicuna', turns: splitSpeakers(text, VICUNA) },
    { template: 'Names of speakers', turns: splitSpeakers(text, NAMES_ON_LINES) },
  ];
  for (const { template, turns } of others) if (turns !== null) return { template, turns };
  return null;
}

function splitAtMarks(text: string): TemplatedText | null {
  const headed = splitAtHeaders(text);
  if (headed !== null) return headed;
  const exchanges = splitInstructions(text);
  if (exchanges !== null) return { template: 'Llama 2', turns: exchanges };
  const sections = splitHeadings(text);
  return sections === null ? null : { template: 'Alpaca', turns: sections };
}

const SYSTEM_OF_LLAMA = /^\s*<<SYS>>([\s\S]*?)<<\/SYS>>/;

/** Llama 2 and Mistral: `<s>[INST] question [/INST] answer </s>`, the system message within the first question. */
function splitInstructions(text: string): Turn[] | null {
  const [before = '', ...exchanges] = text.split('[INST]');
  if (exchanges.length === 0 || !isBeginning(before)) return null;
  const turns: Turn[] = [];
  for (const [index, exchange] of exchanges.entries()) {
    const [asked, answer, ...more] = exchange.split('[/INST]');
    if (asked === undefined || answer === undefined || more.length > 0) return null;
    const system = index === 0 ? SYSTEM_OF_LLAMA.exec(asked) : null;
    const said = system?.[1]?.trim() ?? '';
    if (said !== '') turns.push({ role: 'system', content: said });
    turns.push({ role: 'user', content: asked.slice(system?.[0].length ?? 0).trim() });
    turns.push({ role: 'assistant', content: withoutEnd(answer, ['<s>', '</s>']).trim() });
  }
  return turns;
}

/** Vicuna: `A chat between … USER: question ASSISTANT: answer</s>`, on one line too. */
const VICUNA = /(?:^|\s)(USER|ASSISTANT):/g;

const NAMES_ON_LINES = /(?:^|\n)[ \t]*(User|Human|Assistant|AI|Question|Answer|Q|A):/g;

const asking = new Set(['user', 'human', 'question', 'q']);

/** Two speakers in turn, of whom the user begins. Only Vicuna has a text before them, which is the system message. */
function splitSpeakers(text: string, speaker: RegExp): Turn[] | null {
  const whole = text.trimStart();
  const marks = [...whole.matchAll(speaker)];
  const [first] = marks;
  const before = whole.slice(0, first?.index).trim();
  if (first === undefined || marks.length % 2 === 1 || (before !== '' && speaker !== VICUNA)) return null;
  const turns = marks.map((mark, index): Turn => {
    const said = whole.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    const role = asking.has((mark[1] ?? '').toLowerCase()) ? 'user' : 'assistant';
    return { role, content: withoutEnd(said, ['</s>']).trim() };
  });
  const isInTurn = turns.every(({ role }, index) => role === (index % 2 === 0 ? 'user' : 'assistant'));
  if (!isInTurn) return null;
  return before === '' ? turns : [{ role: 'system', content: before }, ...turns];
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
    const content = withoutEnd(text.slice(from, headings[index + 1]?.index), [
      '</s>',
      '<|endoftext|>',
    ]).trim();
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
