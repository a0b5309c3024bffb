import type { MenuGroup } from './menu.ts';

export interface PaletteEntry {
  key: string;
  group: string;
  label: string;
  /** Second text: number and name, or where the page belongs. */
  note?: string | null | undefined;
  path: string;
}

/** Whether each word of `q` begins a word of `text`. */
export function matches(text: string, q: string): boolean {
  const words = text.toLowerCase().split(/[\s/·-]+/);
  return q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** Pages and forms the user may open that answer to `q`. */
export function pageEntries(
  menu: readonly MenuGroup[],
  creatable: readonly { path: string; label: string }[],
  q: string,
  groups: { pages: string; actions: string },
): PaletteEntry[] {
  const pages = menu.flatMap((group) =>
    group.links.map((link) => ({
      key: link.path,
      group: groups.pages,
      label: link.label,
      note: group.label,
      path: link.path,
    })),
  );
  const actions = creatable.map(({ path, label }) => ({
    key: `${path}/new`,
    group: groups.actions,
    label,
    path: `${path}/new`,
  }));
  return [...pages, ...actions].filter((entry) => matches(`${entry.label} ${'note' in entry ? entry.note : ''}`, q));
}
