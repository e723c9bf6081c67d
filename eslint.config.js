import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Dependencies point one way: apps → activities → db → domain (decision record 0002). Observability stands beside the
 * database: what measures and traces may be used by everything above, and knows libs/domain only.
 */
const boundaries = [
  {
    sourceTag: 'type:domain',
    onlyDependOnLibsWithTags: ['type:domain'],
    allowedExternalImports: ['zod', 'emoji-regex', 'diff', 'vitest', 'fast-check'],
  },
  { sourceTag: 'type:db', onlyDependOnLibsWithTags: ['type:db', 'type:domain'] },
  { sourceTag: 'type:observability', onlyDependOnLibsWithTags: ['type:observability', 'type:domain'] },
  {
    sourceTag: 'type:activities',
    onlyDependOnLibsWithTags: ['type:activities', 'type:db', 'type:observability', 'type:domain'],
  },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: ['type:activities', 'type:db', 'type:observability', 'type:domain'],
  },
  { sourceTag: 'type:client', onlyDependOnLibsWithTags: ['type:client', 'type:domain'] },
  { sourceTag: 'type:web', onlyDependOnLibsWithTags: ['type:client', 'type:domain'] },
  {
    sourceTag: 'type:tool',
    onlyDependOnLibsWithTags: [
      'type:tool',
      'type:app',
      'type:activities',
      'type:db',
      'type:observability',
      'type:client',
      'type:domain',
    ],
  },
];

const workflowFilesMayImport = {
  patterns: [
    {
      regex:
        '^(?!(@temporalio/workflow|@temporalio/common|@understudy/domain/.+|\\./.+|\\.\\./workflows/.+)$).+',
      allowTypeImports: true,
      message: 'Workflow code is deterministic: it imports libs/domain and types only.',
    },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.understudy/**',
      '**/.nx/**',
      'libs/client/src/schema.d.ts',
    ],
  },
  ...tseslint.configs.strict,
  {
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: boundaries, enforceBuildableLibDependency: false, allow: [] },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_$' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['libs/domain/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'performance'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is passed in.' },
        { object: 'Date', property: 'now', message: 'The clock is passed in.' },
      ],
    },
  },
  {
    files: ['apps/worker/src/workflows/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', workflowFilesMayImport] },
  },
  { files: ['tools/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  prettier,
);
