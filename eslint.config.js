import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** A relative import names its file with its ending, as Node asks when it runs the sources. */
const IMPORT_WITHOUT_ENDING =
  'ImportDeclaration[source.value=/^[.]{1,2}\\u002F(?!.*[.](ts|mjs|js|svelte|json|css|sql|wasm)([?].*)?$)/]'

export default defineConfig(
  {
    ignores: [
      'out/**',
      'dist/**',
      'test-results/**',
      '.svelte-check/**',
      '**/*.d.mts',
      'src/worker/kernel/assembly/**' // AssemblyScript: its compiler checks it
    ]
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] }
    },
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: IMPORT_WITHOUT_ENDING, message: 'Name the file with its ending, such as ./law.ts.' }
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // the contracts are objects of functions that do without `this`, and may be taken apart
      '@typescript-eslint/unbound-method': 'off',
      // an interface of promises may be kept by a function that has nothing to wait for
      '@typescript-eslint/require-await': 'off'
    }
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }] }
  },
  {
    files: ['src/shared/**', 'src/worker/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness comes from the seeded generator.' }
      ]
    }
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } } },
  { files: ['**/*.js', '**/*.mjs'], ...ts.configs.disableTypeChecked },
  // handlers in a template come out as `any` with type-aware rules; svelte-check knows their types
  {
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off'
    }
  }
)
