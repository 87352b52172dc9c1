export * from './clause.ts';
export * from './decide.ts';
export * from './errors.ts';
export * from './facts.ts';
export * from './finding.ts';
export * from './pack.ts';
export * from './policy.ts';
export * from './types.ts';
