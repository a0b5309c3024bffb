import { decimalCodec } from './decimal.ts';

export const money = decimalCodec('money');
