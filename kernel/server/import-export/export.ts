import type { Answer } from '../module.ts';
export const exportFormats = ['csv', 'xlsx'] as const;
export const exportRecords = async (..._args: unknown[]): Promise<Answer> => ({ status: 501 });
