/** What can still be done with an order, seen from its delivery: nothing is delivered twice, nothing delivered is canceled. */
export const usefulVerbs = (verbs: readonly string[], deliveryState: string): string[] =>
  verbs.filter(
    (verb) =>
      !(verb === 'deliver' && deliveryState === 'delivered') && !(verb === 'cancel' && deliveryState !== 'open'),
  );
