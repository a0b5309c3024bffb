import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';

export const bomContract = defineContract(module, { resources: [] });
