import type { ICruiseOptions } from 'dependency-cruiser';

/** How dependency-cruiser reads the tree: every import counts, those of types too. */
export const cruiseSettings = {
  tsPreCompilationDeps: true,
  skipAnalysisNotInRules: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: String.raw`^(dist|coverage|data|\.cache)/` },
  moduleSystems: ['es6', 'cjs'],
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'browser', 'types', 'default'],
    extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
  },
} satisfies ICruiseOptions;
