/** Characters of an unusable answer that are sent back: enough to see what is wrong with it. */
const MAX_QUOTED_CHARACTERS = 4_000;

/** The two messages that follow a request whose answer could not be used: the answer, and what is wrong with it. */
export type RepairMessages = { assistant: string; user: string };

/** Asks a model to mend its answer. `reason` is a sentence that says what is wrong. */
export function composeRepair(answer: string, reason: string): RepairMessages {
  return {
    assistant: [...answer].slice(0, MAX_QUOTED_CHARACTERS).join('') || '(empty)',
    user: `This answer cannot be used. ${reason} Answer again, with the JSON object that the schema describes and nothing else.`,
  };
}
