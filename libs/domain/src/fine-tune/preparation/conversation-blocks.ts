import type { Candidate } from './candidate.ts';

/** Examples that stay on one side: one that stands alone, a conversation, or a stretch of a long one. */
export type Block = readonly Candidate[];

/**
 * Examples by the conversation that they are from, in its order; conversations of more than `mostTogether` examples in
 * stretches of that many. Those that stand alone are blocks of one.
 */
export function conversationBlocks(candidates: readonly Candidate[], mostTogether: number): Block[] {
  const conversations = new Map<string, Candidate[]>();
  const blocks: Block[] = [];
  for (const candidate of candidates) {
    const { conversationId } = candidate;
    const conversation = conversationId === null ? undefined : conversations.get(conversationId);
    if (conversationId === null) blocks.push([candidate]);
    else if (conversation === undefined) conversations.set(conversationId, [candidate]);
    else conversation.push(candidate);
  }
  for (const conversation of conversations.values()) {
    conversation.sort((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1));
    for (let from = 0; from < conversation.length; from += mostTogether)
      blocks.push(conversation.slice(from, from + mostTogether));
  }
  return blocks;
}

/** Blocks that belong together because examples of theirs have the same prompt, directly or by way of other blocks. */
export function joinByPrompt(blocks: readonly Block[]): Block[][] {
  const parents = blocks.map((_, index) => index);
  const firstWith = new Map<number, number>();
  blocks.forEach((block, index) => {
    for (const { promptClass } of block) {
      const first = firstWith.get(promptClass);
      if (first === undefined) firstWith.set(promptClass, index);
      else parents[rootOf(parents, index)] = rootOf(parents, first);
    }
  });
  const groups = new Map<number, Block[]>();
  blocks.forEach((block, index) => {
    const root = rootOf(parents, index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [block]);
    else group.push(block);
  });
  return [...groups.values()];
}

/** Union-find with path halving (Tarjan and van Leeuwen 1984, "Worst-case analysis of set union algorithms"). */
function rootOf(parents: number[], index: number): number {
  let at = index;
  for (let parent = parents[at] ?? at; parent !== at; parent = parents[at] ?? at) {
    parents[at] = parents[parent] ?? parent;
    at = parents[at] ?? at;
  }
  return at;
}
