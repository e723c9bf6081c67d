/** One change of which prompt version of an avatar is active. */
export type Activation = {
  promptVersionId: string;
  action: 'activated' | 'deactivated' | 'rolled_back';
};

/**
 * The versions that have been active, read as a stack: activating puts a version on top, rolling back takes away what
 * lies above the version gone back to. So rolling back again and again goes further and further back, instead of to and
 * fro between two versions.
 */
function activeVersionStack(history: readonly Activation[]): string[] {
  const stack: string[] = [];
  for (const { promptVersionId, action } of history) {
    if (action === 'deactivated' || stack.at(-1) === promptVersionId) continue;
    const below = action === 'rolled_back' ? stack.lastIndexOf(promptVersionId) : -1;
    if (below === -1) stack.push(promptVersionId);
    else stack.splice(below + 1);
  }
  return stack;
}

/**
 * The version that a rollback goes to: the one active before the active one, or, where none is active, the last that
 * was.
 *
 * @param history oldest first
 * @returns null where there is nothing to go back to
 */
export function versionToRollBackTo(
  history: readonly Activation[],
  activeVersionId: string | null,
): string | null {
  return activeVersionStack(history).findLast((version) => version !== activeVersionId) ?? null;
}
