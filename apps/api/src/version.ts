import manifest from '../package.json' with { type: 'json' };

/** Version of the API, from its package manifest. */
export const apiVersion: string = manifest.version;
