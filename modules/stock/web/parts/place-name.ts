import type { Reference } from '#kernel/contract/index.ts';
import { useText } from '#kernel/web/index.ts';

/** How a place is called: virtual ones have no name, only the kind they stand for (`@supplier`). */
export function usePlaceName(): (place: Reference | null, compartment?: Reference | null) => string {
  const { t } = useText();
  return (place, compartment) => {
    if (!place) return compartment?.title ?? '';
    const { title } = place;
    const name = title?.startsWith('@')
      ? t(`stock.location.value.kind.${title.slice(1)}`)
      : (title ?? t('web.ref.hidden'));
    return compartment ? `${compartment.title ?? ''} (${name})` : name;
  };
}
