import type { FineTuneProvider } from '../fine-tune-provider.ts';

/** Providers that take rows in OpenAI's form; Hugging Face's are TRL's. */
export type OpenAiFormProvider = Exclude<FineTuneProvider, 'huggingface'>;

/** How providers differ in what they take. */
export type RowRules = {
  roles: ReadonlySet<string>;
  messageKeys: ReadonlySet<string>;
  chatKeys: ReadonlySet<string>;
  inputKeys: ReadonlySet<string>;
  /** Whether a row with the fields of two formats is refused by name; elsewhere it has an unknown field. */
  refusesTwoFormats: boolean;
  /** Whether user and assistant must speak in turn. */
  alternates: boolean;
  /** Whether there is at most one system message, and it comes first. */
  systemFirst: boolean;
  /** Whether any message may have a weight. */
  weighsAnyMessage: boolean;
  /** Whether a content is text alone, without pictures. */
  textOnly: boolean;
  mostExamples: number | null;
};

const commonKeys = ['role', 'content', 'name', 'weight', 'tool_calls', 'tool_call_id'];

/**
 * OpenAI: fine-tuning guide and API reference (chat-input, preference-input). Together: "Data preparation", and the
 * column lists of its Python client 3.1. Fireworks: "Supervised fine-tuning" and "DPO fine-tuning". All as of
 * 2026-11. The LoRA trainer: `apps/trainer`, `training/rows.py`.
 */
export const rowRules: Record<OpenAiFormProvider, RowRules> = {
  openai: {
    roles: new Set(['system', 'developer', 'user', 'assistant', 'tool']),
    messageKeys: new Set([...commonKeys, 'refusal']),
    chatKeys: new Set(['messages', 'tools', 'parallel_tool_calls']),
    inputKeys: new Set(['messages', 'tools', 'parallel_tool_calls']),
    refusesTwoFormats: false,
    alternates: false,
    systemFirst: false,
    weighsAnyMessage: false,
    textOnly: false,
    mostExamples: null,
  },
  together: {
    roles: new Set(['system', 'user', 'assistant', 'tool']),
    messageKeys: new Set([...commonKeys, 'reasoning']),
    chatKeys: new Set(['messages', 'tools']),
    inputKeys: new Set(['messages', 'tools']),
    refusesTwoFormats: true,
    alternates: true,
    systemFirst: true,
    weighsAnyMessage: true,
    textOnly: false,
    mostExamples: null,
  },
  fireworks: {
    roles: new Set(['system', 'user', 'assistant', 'tool']),
    messageKeys: new Set(commonKeys),
    chatKeys: new Set(['messages', 'tools', 'weight']),
    inputKeys: new Set(['messages', 'tools']),
    refusesTwoFormats: false,
    alternates: false,
    systemFirst: true,
    weighsAnyMessage: false,
    textOnly: false,
    mostExamples: 3_000_000,
  },
  lora: {
    roles: new Set(['system', 'developer', 'user', 'assistant', 'tool']),
    messageKeys: new Set(commonKeys),
    chatKeys: new Set(['messages', 'tools']),
    inputKeys: new Set(['messages', 'tools']),
    refusesTwoFormats: false,
    alternates: false,
    systemFirst: false,
    weighsAnyMessage: true,
    textOnly: true,
    mostExamples: null,
  },
};

/** Whether a provider takes rows in OpenAI's form. */
export const isOpenAiForm = (provider: FineTuneProvider): provider is OpenAiFormProvider =>
  provider in rowRules;

/** Fields by which formats are told apart. */
export const formatKeys = {
  chat: ['messages'],
  instruction: ['prompt', 'completion'],
  text: ['text'],
  preference: ['input', 'preferred_output', 'non_preferred_output'],
} as const;
