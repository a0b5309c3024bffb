import { defineServer } from '#kernel/server/module.ts';
import { bomContract } from '../contract/index.ts';

export const bomServer = defineServer(bomContract, { resources: [] });
