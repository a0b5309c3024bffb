/** Where this device remembers the place that deliveries are put down at. */
export const receivingPlace = 'work.receivingPlace';
