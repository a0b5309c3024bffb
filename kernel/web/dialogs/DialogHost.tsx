import { useOpenDialogs } from './dialogs.ts';

/** Where dialogs appear; mounted once, by the shell. */
export function DialogHost() {
  const dialogs = useOpenDialogs();
  return dialogs.map(({ key, Component }) => <Component key={key} />);
}
