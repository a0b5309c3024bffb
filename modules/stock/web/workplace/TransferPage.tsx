import { useState } from 'react';
import type { Place } from './hand.ts';
import { MovePage } from './MovePage.tsx';

/** Transfer between any two places. */
export default function TransferPage() {
  const [from, setFrom] = useState<Place | null>(null);
  return <MovePage name="transfer" from={from} onFrom={setFrom} clears={false} />;
}
