import { useState } from 'react';

const prefix = 'kontor.';

/** What this browser remembers; a blocked or full storage only means that it forgets. */
export function readStored<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

/** Whether it will be remembered; mostly nothing depends on it. */
export function writeStored(key: string, value: unknown): boolean {
  try {
    if (value === null || value === undefined) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** A choice of the user that outlasts the visit, on this device. */
export function useStored<T>(key: string, otherwise: T): [T, (value: T) => void] {
  const [state, setState] = useState(() => ({ key, value: readStored(key, otherwise) }));
  const value = state.key === key ? state.value : readStored(key, otherwise);
  return [
    value,
    (next) => {
      writeStored(key, next);
      setState({ key, value: next });
    },
  ];
}
