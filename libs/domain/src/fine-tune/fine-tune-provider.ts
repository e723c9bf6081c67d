import { z } from 'zod';

/** Who trains: each is an adapter of its own, chosen per job. */
export const fineTuneProviders = ['openai', 'together', 'fireworks', 'huggingface', 'lora'] as const;
export const fineTuneProviderSchema = z.enum(fineTuneProviders).meta({ id: 'FineTuneProvider' });
export type FineTuneProvider = z.infer<typeof fineTuneProviderSchema>;

/** How a model learns: from answers, or from pairs of a preferred and another answer (direct preference optimisation). */
export const fineTuneMethods = ['supervised', 'dpo'] as const;
export const fineTuneMethodSchema = z.enum(fineTuneMethods).meta({ id: 'FineTuneMethod' });
export type FineTuneMethod = z.infer<typeof fineTuneMethodSchema>;

/** What a provider can do, and what has to be known before a job is given to it. */
export type FineTuneProviderFacts = {
  title: string;
  methods: readonly FineTuneMethod[];
  /** Fewest rows of a training file; seed 001 asks for 10 whatever the provider. */
  leastExamples: number;
  /** Fewest rows of a validation file; a smaller one is left away. */
  leastValidationExamples: number;
  /** Largest file in bytes. */
  mostFileBytes: number;
  /** Whether a job can be paused and resumed there. */
  canPause: boolean;
  /** Whether it trains by itself once it has the files. Hugging Face is given a data set, a script and a notebook. */
  trainsByItself: boolean;
  /** Whether its copies of the files stay once a model came of them: a repository is its owner's to keep or to delete. */
  keepsFiles: boolean;
  /**
   * Whether answers of the tuned model are billed by the token. Otherwise by the time that it is held ready for, on a
   * machine of one's own or a rented one, of which nothing is known here.
   */
  billsAnswersByToken: boolean;
  /** The form of its files. */
  rowForm: 'openai' | 'trl';
  /** What to do where it cannot be used. */
  alternative: string;
};

const MEBIBYTE = 2 ** 20;

/** Facts of every provider, from `providers.md`, the providers' documentation and their official clients (2026-11). */
export const fineTuneProviderFacts: Record<FineTuneProvider, FineTuneProviderFacts> = {
  openai: {
    title: 'OpenAI',
    methods: ['supervised', 'dpo'],
    leastExamples: 10,
    leastValidationExamples: 10,
    mostFileBytes: 512 * MEBIBYTE,
    canPause: true,
    trainsByItself: true,
    keepsFiles: false,
    billsAnswersByToken: true,
    rowForm: 'openai',
    alternative: 'Choose Together, Fireworks, Hugging Face or the LoRA trainer for this job.',
  },
  together: {
    title: 'Together',
    methods: ['supervised', 'dpo'],
    leastExamples: 1,
    leastValidationExamples: 1,
    mostFileBytes: 50 * 1_024 * MEBIBYTE,
    canPause: false,
    trainsByItself: true,
    keepsFiles: false,
    billsAnswersByToken: false,
    rowForm: 'openai',
    alternative: 'Choose Fireworks, Hugging Face or the LoRA trainer for this job.',
  },
  fireworks: {
    title: 'Fireworks',
    methods: ['supervised', 'dpo'],
    leastExamples: 3,
    leastValidationExamples: 3,
    // What its upload in a single request takes.
    mostFileBytes: 150 * 1_000_000,
    canPause: false,
    trainsByItself: true,
    keepsFiles: false,
    billsAnswersByToken: false,
    rowForm: 'openai',
    alternative: 'Choose Together, Hugging Face or the LoRA trainer for this job.',
  },
  huggingface: {
    title: 'Hugging Face',
    methods: ['supervised', 'dpo'],
    leastExamples: 1,
    leastValidationExamples: 1,
    mostFileBytes: 5 * 1_024 * MEBIBYTE,
    canPause: false,
    trainsByItself: false,
    keepsFiles: true,
    billsAnswersByToken: false,
    rowForm: 'trl',
    alternative: 'Train with the downloaded script on a machine of your own, or choose the LoRA trainer.',
  },
  lora: {
    title: 'LoRA trainer',
    methods: ['supervised', 'dpo'],
    leastExamples: 1,
    leastValidationExamples: 1,
    mostFileBytes: 5 * 1_024 * MEBIBYTE,
    canPause: true,
    trainsByItself: true,
    keepsFiles: false,
    billsAnswersByToken: false,
    rowForm: 'openai',
    alternative: 'Start a trainer with `npm run trainer` on any machine, with a GPU for larger models.',
  },
};
