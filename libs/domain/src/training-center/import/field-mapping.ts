import { z } from 'zod';

/** What a field of a foreign file can feed. */
export const mappingTargets = [
  'instruction',
  'context',
  'response',
  'rejected_response',
  'system',
  'history',
  'messages',
  'tools',
  'pattern_type',
  'genre',
  'quality_score',
  'source',
] as const;
export type MappingTarget = (typeof mappingTargets)[number];

/** Those beside labels, which stay foreign fields where their values are none. */
export const contentTargets = mappingTargets.slice(0, 8);

/** Which field of the file feeds which of ours; what is not named is kept as an extra field. */
export const fieldMappingSchema = z
  .partialRecord(z.enum(mappingTargets), z.string().min(1).max(500))
  .refine(isUsableMapping, {
    error: 'A mapping needs a field for the instruction and one for the response, or one for the messages.',
  })
  .refine((mapping) => new Set(Object.values(mapping)).size === Object.keys(mapping).length, {
    error: 'A field of the file can feed only one field of an example.',
  })
  .meta({ id: 'TrainingFieldMapping' });
export type FieldMapping = Partial<Record<MappingTarget, string>>;

/** Whether examples can be made by a mapping. */
export function isUsableMapping(mapping: FieldMapping): boolean {
  return (
    mapping.messages !== undefined || (mapping.instruction !== undefined && mapping.response !== undefined)
  );
}

/** What the better answer of a pair is called. */
const chosenAnswers = [
  'chosen',
  'chosenresponse',
  'chosenanswer',
  'chosenoutput',
  'preferred',
  'preferredresponse',
  'preferredoutput',
];

/** Field names that people use, best first, in lower case without spaces, dashes and underscores. */
const synonyms: Record<MappingTarget, readonly string[]> = {
  messages: ['messages', 'conversations', 'conversation', 'dialogue', 'dialog', 'turns', 'chat'],
  instruction: [
    ...[
      'instruction',
      'instructions',
      'question',
      'prompt',
      'userinput',
      'userquestion',
      'userquestioninput',
      'usermessage',
    ],
    ...['user', 'human', 'query', 'request', 'utterance', 'q', 'input', 'frage', 'pregunta'],
  ],
  response: [
    ...['response', 'output', 'answer', 'completion', 'expectedairesponse', 'expectedresponse', 'airesponse'],
    ...chosenAnswers,
    ...['reply', 'assistant', 'gpt', 'bot', 'target', 'a', 'antwort', 'respuesta'],
  ],
  context: ['context', 'input', 'background', 'scenario', 'passage', 'kontext'],
  rejected_response: [
    'rejectedresponse',
    'rejected',
    'rejectedanswer',
    'rejectedoutput',
    'nonpreferred',
    'nonpreferredoutput',
    'rejectedtext',
  ],
  system: ['system', 'systemprompt', 'systemmessage'],
  history: ['history'],
  tools: ['tools', 'functions'],
  pattern_type: ['patterntype', 'pattern'],
  genre: ['genre'],
  quality_score: ['qualityscore'],
  source: ['source'],
};

/**
 * Names that say what they are only beside each other: plurals, which alone are lists of several answers as SQuAD has them, and
 * what is said and replied.
 */
const pairsOfNames: readonly { questions: readonly string[]; answers: readonly string[] }[] = [
  {
    questions: ['questions', 'prompts', 'instructions', 'queries', 'requests', 'inputs', 'usermessages'],
    answers: ['answers', 'responses', 'completions', 'outputs', 'replies'],
  },
  { questions: ['message'], answers: ['reply', 'response', 'answer'] },
];

function pairOfNames(fields: readonly string[]): Pick<FieldMapping, 'instruction' | 'response'> {
  const named = (names: readonly string[]) => fields.find((field) => names.includes(plainName(field)));
  for (const { questions, answers } of pairsOfNames) {
    const [instruction, response] = [named(questions), named(answers)];
    if (instruction !== undefined && response !== undefined) return { instruction, response };
  }
  return {};
}

/** What is proposed for the fields of a file. */
export type MappingSuggestion = {
  mapping: FieldMapping;
  /** Fields that feed nothing and are kept as extra fields. */
  unmapped: string[];
  /** Whether examples can be made without anybody choosing. */
  usable: boolean;
};

/** Proposes what each field of a file feeds, by its name. A field feeds one of ours at most. */
export function suggestMapping(fields: readonly string[]): MappingSuggestion {
  const byName = new Map(fields.map((field) => [plainName(field), field] as const).reverse());
  const mapping: FieldMapping = {};
  // Beside a rejected answer the chosen one is meant, whatever else is called a response.
  const isPair = synonyms.rejected_response.some((name) => byName.has(name));
  for (const [target, known] of Object.entries(synonyms)) {
    const names = isPair && target === 'response' ? [...chosenAnswers, ...known] : known;
    const name = names.find((candidate) => byName.has(candidate));
    const field = name === undefined ? undefined : byName.get(name);
    const fed = mappingTargets.find((candidate) => candidate === target);
    if (name === undefined || field === undefined || fed === undefined) continue;
    mapping[fed] = field;
    byName.delete(name);
  }
  if (!isPair && !isUsableMapping(mapping)) Object.assign(mapping, pairOfNames(fields));
  const used = new Set(Object.values(mapping));
  return { mapping, unmapped: fields.filter((field) => !used.has(field)), usable: isUsableMapping(mapping) };
}

/** The mapping of a table without a header: question and answer; question, context and answer. */
export function mappingByPosition(columns: readonly string[]): FieldMapping {
  const [first, second, third] = columns;
  if (first === undefined || second === undefined) return {};
  if (third === undefined || columns.length > 3) return { instruction: first, response: second };
  return { instruction: first, context: second, response: third };
}

/** Whether a field is by its name the better answer of a pair. */
export const isChosenAnswer = (field: string): boolean => chosenAnswers.includes(plainName(field));

const plainName = (field: string): string => field.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
