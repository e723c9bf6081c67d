/**
 * The end of a sentence: marks of ending and closing quotes before a space and something that can begin a sentence, or
 * before the end. A quotation that goes on in lower case ("Run!" she said) is one sentence; so is a title (Dr. Ames).
 * Chinese and Japanese marks need no space after them.
 */
const SENTENCE_END =
  /(?<!\b(?:Mr|Mrs|Ms|Dr|St|Prof))[.!?…]+["'”’»)\]]*(?=\s+["'“‘«„([]*[^\p{Ll}\s]|\s*$)|[。！？]+[」』”’]*/u;

/** How many sentences a text has; words without an ending mark count as one. */
export function countSentences(text: string): number {
  return text.split(SENTENCE_END).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
}
