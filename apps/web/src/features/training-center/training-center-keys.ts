/** Everything in the cache that the examples of the user decide. */
export const examplesKey = ['training-center', 'examples'] as const;

/** Figures and findings about them. */
export const statsKey = ['training-center', 'stats'] as const;

/** Imports, the list and each one. */
export const importsKey = ['training-center', 'imports'] as const;

/** What can be brought back. */
export const removalsKey = ['training-center', 'removals'] as const;

/** What a download would hold. */
export const downloadsKey = ['training-center', 'downloads'] as const;
