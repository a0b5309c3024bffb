import { defineServer } from '#kernel/server/module.ts';
import { qualityContract } from '../contract/index.ts';

export const qualityServer = defineServer(qualityContract, { resources: [] });
