import type { Reference } from '#kernel/contract/index.ts';
import { PageLink, useMay } from '#kernel/web/index.ts';
import { balance } from '../../contract/index.ts';
import { usePlaceName } from './place-name.ts';

interface PlaceLinkProps {
  place: Reference | null;
  compartment?: Reference | null;
  product: Reference | null;
  lot: Reference | null;
}

/** Where goods went or came from, as a link to what of them lies there; places outside the house only have a name. */
export function PlaceLink({ place, compartment = null, product, lot }: PlaceLinkProps) {
  const may = useMay();
  const name = usePlaceName()(place, compartment);
  if (!place?.title || place.title.startsWith('@') || !may(`${balance.name}:read`)) return name;
  const asked = Object.entries({ product, location: place, compartment, lot });
  const search = asked.flatMap(([field, one]) => (one ? [[`filter[${field}]`, String(one.id)]] : []));
  return (
    <PageLink path={balance.path} search={Object.fromEntries(search)}>
      {name}
    </PageLink>
  );
}
