/** Longest wait for what is under way before the process ends anyway, in ms. */
const patience = 10_000;

/** Ends the process cleanly on SIGTERM and SIGINT; a second signal ends it at once. */
export function endOnSignal(close: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    setTimeout(() => process.exit(1), patience).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
