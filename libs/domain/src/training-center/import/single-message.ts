const senders = new Set(['role', 'from', 'speaker', 'sender']);
const texts = new Set(['text', 'content', 'message', 'value', 'body', 'utterance']);

/** What to do about rows of single messages: which of them belong together, and in which order, only their maker knows. */
export const singleMessageAdvice =
  'Put the messages of each conversation, in their order, into the list “messages” of one record; of a tree such as OpenAssistant’s, those on the way from its root to an answer.';

/** Whether records with these fields, of which no example can be made, are messages: who speaks, and what is said. */
export function isSingleMessage(fields: readonly string[]): boolean {
  const names = fields.map((field) => field.toLowerCase());
  return names.some((name) => senders.has(name)) && names.some((name) => texts.has(name));
}
