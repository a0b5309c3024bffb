import { decimalCodec } from './decimal.ts';

export const rate = decimalCodec('rate');
