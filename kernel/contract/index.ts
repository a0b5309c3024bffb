export * from './decimal.ts';
export * from './errors.ts';
export * from './field.ts';
export * from './language.ts';
export * from './module.ts';
export * from './query.ts';
export * from './resource.ts';
