/** Everything the operations work with. */
export type ApiDependencies = Record<string, never>;
