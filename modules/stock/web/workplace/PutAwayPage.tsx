import { useStored } from '#kernel/web/stored.ts';
import type { Place } from './hand.ts';
import { MovePage } from './MovePage.tsx';
import { receivingPlace } from './receiving-place.ts';

/** Put-away: what lies where deliveries are put down goes to its place. */
export default function PutAwayPage() {
  const [from, setFrom] = useStored<Place | null>(receivingPlace, null);
  return <MovePage name="putAway" from={from} onFrom={setFrom} clears />;
}
