import { decimalCodec } from './decimal.ts';

export const quantity = decimalCodec('quantity');
