import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';

export const qualityContract = defineContract(module, { resources: [] });
