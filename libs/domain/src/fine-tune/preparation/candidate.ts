/** An example that could be used, as much of it as choosing and dividing need: some hundred bytes. */
export type Candidate = {
  id: string;
  patternType: string;
  /** 0–1. */
  quality: number;
  /** As billed, up to the model's limit. */
  tokens: number;
  /** The conversation that it is from; null for an example that stands alone. */
  conversationId: string | null;
  /** Order within the conversation. */
  position: number;
  /** Candidates with the same number have the same or nearly the same prompt. */
  promptClass: number;
};

/** An example as it comes from the database. */
export type SourceExample<Example> = Pick<Candidate, 'id' | 'patternType' | 'quality' | 'conversationId'> & {
  /** Order within the conversation; null for an example that stands alone. */
  position: number | null;
  example: Example;
};
