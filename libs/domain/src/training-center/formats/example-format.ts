import { z } from 'zod';

/** The formats that examples are downloaded in. The first three are the seed's. */
export const exampleFormats = [
  'jsonl',
  'alpaca',
  'chat',
  'sharegpt',
  'preference',
  'csv',
  'parquet',
] as const;
export const exampleFormatSchema = z.enum(exampleFormats).meta({ id: 'TrainingExampleFormat' });
export type ExampleFormat = (typeof exampleFormats)[number];

/** Formats that are text: everything that can be written line by line. */
export type TextFormat = Exclude<ExampleFormat, 'parquet'>;

/** What there is to know about a format before a file in it is made. */
export type FormatFacts = {
  title: string;
  /** Whom it is for, in a sentence. */
  purpose: string;
  extension: string;
  mediaType: string;
  /** Whether labels (pattern type, genre, quality score, source) are in the file. */
  hasLabels: boolean;
  /** Whether fields that no rule of ours reads are in the file. */
  hasExtra: boolean;
};

/** The facts of every format. */
export const formatFacts: Record<ExampleFormat, FormatFacts> = {
  jsonl: {
    title: 'JSONL',
    purpose: 'Hugging Face AutoTrain and TRL; holds everything that is stored, pairs included',
    extension: 'jsonl',
    mediaType: 'application/jsonl',
    hasLabels: true,
    hasExtra: true,
  },
  alpaca: {
    title: 'Alpaca',
    purpose: 'LLaMA fine-tuning: instruction, input, output, system and history',
    extension: 'json',
    mediaType: 'application/json',
    hasLabels: false,
    hasExtra: false,
  },
  chat: {
    title: 'Chat',
    purpose: 'OpenAI’s fine-tuning, Together, Fireworks: messages with tools and weights',
    extension: 'jsonl',
    mediaType: 'application/jsonl',
    hasLabels: false,
    hasExtra: false,
  },
  sharegpt: {
    title: 'ShareGPT',
    purpose: 'LLaMA-Factory, Axolotl and Unsloth: conversations with tools',
    extension: 'json',
    mediaType: 'application/json',
    hasLabels: false,
    hasExtra: false,
  },
  preference: {
    title: 'Preference pairs',
    purpose: 'Direct preference optimisation: a prompt, the preferred answer and the other one',
    extension: 'jsonl',
    mediaType: 'application/jsonl',
    hasLabels: false,
    hasExtra: false,
  },
  csv: {
    title: 'CSV',
    purpose: 'Spreadsheets',
    extension: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    hasLabels: true,
    hasExtra: false,
  },
  parquet: {
    title: 'Parquet',
    purpose: 'Large data sets on the Hugging Face hub; holds everything that is stored',
    extension: 'parquet',
    mediaType: 'application/vnd.apache.parquet',
    hasLabels: true,
    hasExtra: true,
  },
};
