import { defineContract } from '#kernel/contract/index.ts';
import { packaging } from './packaging.ts';

const module = { name: 'depot', depends: ['org'] } as const;

export const formerContract = defineContract(module, { resources: [] });

export const contract = defineContract(module, { resources: [packaging] });
