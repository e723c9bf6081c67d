import { isUsableMapping, suggestMapping } from './field-mapping.ts';

/** What lists of records are called, in lower case without spaces, dashes and underscores. */
const recordLists = new Set([
  ...['data', 'dataset', 'rows', 'examples', 'records', 'items', 'instances', 'samples', 'entries'],
  ...['conversations', 'dialogues', 'dialogs', 'chats', 'pairs', 'qapairs', 'qa', 'qas', 'questions'],
]);

/** What the parts of a data set are called. */
const splits = new Set([
  ...['train', 'training', 'trainset', 'trainingset', 'validation', 'valid', 'val', 'validationset'],
  ...['dev', 'devset', 'test', 'testing', 'testset', 'eval', 'evaluation', 'heldout'],
]);

/** Parts may be named further: `train_sft`, `test-prefs`, `validation.mismatched`. */
const NAMED_SPLIT = /^(?:train|training|validation|test|eval)[\s_.-]/i;

/** What the messages of one conversation are called: beside them an object is a record, and wraps none. */
const messageLists = new Set([
  ...['messages', 'conversations', 'conversation', 'dialogue', 'dialog', 'turns', 'chat'],
]);

/** Fields of records beside messages: an object that has one of them is a record, and no wrapping around records. */
const recordFields = new Set([
  ...['prompt', 'completion', 'instruction', 'input', 'output', 'response', 'query', 'question', 'answer'],
  ...['chosen', 'rejected', 'preferredoutput', 'history', 'text'],
]);

const senders = new Set(['role', 'from', 'speaker', 'author', 'sender']);

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a list in an object holds records by its name: `data`, `rows`, or a part of a data set such as `train`. */
export function isRecordListName(name: string): boolean {
  return recordLists.has(plain(name)) || splits.has(plain(name)) || NAMED_SPLIT.test(name);
}

/** Whether a field's name says that its object is a record; those of messages say so by their elements. */
export function isRecordField(name: string): boolean {
  return recordFields.has(plain(name));
}

/** Whether a field's name is one that the messages of a conversation have. */
export function isMessageListName(name: string): boolean {
  return messageLists.has(plain(name));
}

/** Whether an object with these fields is a message: it says who sent it. */
export function areOfMessage(fields: readonly string[]): boolean {
  return fields.some((field) => senders.has(plain(field)));
}

/** Whether an object with these fields is a segment of one text: Axolotl's say of each whether it is learnt. */
export function areOfSegment(fields: readonly string[]): boolean {
  return fields.length === 2 && fields.includes('label') && fields.includes('text');
}

/** Whether an object with these fields holds messages of its own. */
export function areOfConversation(fields: readonly string[]): boolean {
  return fields.some(isMessageListName);
}

/** Whether an example can be made of an object by the names of its fields. */
export function areOfRecord(fields: readonly string[]): boolean {
  return isUsableMapping(suggestMapping(fields).mapping);
}
