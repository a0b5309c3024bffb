/**
 * What can still be done with an order, seen from its delivery: nothing is delivered twice, nothing that is not reserved,
 * nothing delivered is canceled, and a rest only where there is one. How it is confirmed is asked by a button of its own.
 */
export const usefulVerbs = (
  verbs: readonly string[],
  { deliveryState, hasReserved }: { deliveryState: string; hasReserved: boolean },
): string[] =>
  verbs.filter(
    (verb) =>
      verb !== 'confirm' &&
      !(verb === 'deliver' && (deliveryState === 'delivered' || !hasReserved)) &&
      !(verb === 'cancel' && deliveryState !== 'open') &&
      !(verb === 'cancelRest' && deliveryState !== 'partial'),
  );
