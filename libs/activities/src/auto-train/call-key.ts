/** What a call of an item is for. */
export type CallPurpose = 'write' | 'vote' | 'judge';

const indexDigits = 6;

/**
 * Names a call within its run, the same on every execution: `item-000041/2/vote/1` is the vote of member 1 in the second
 * attempt at item 41. Indices have six digits, so that the calls of a range of items are a range of keys.
 */
export function callKeyOf(itemIndex: number, attempt: number, purpose: CallPurpose, member: number): string {
  return `${itemKeyOf(itemIndex)}/${attempt}/${purpose}/${member}`;
}

/** The key of the call in which a model is asked to mend an answer. */
export function repairKeyOf(callKey: string): string {
  return `${callKey}/repair`;
}

/** The beginning of all keys of an item. */
export function itemKeyOf(itemIndex: number): string {
  return `item-${String(itemIndex).padStart(indexDigits, '0')}`;
}
