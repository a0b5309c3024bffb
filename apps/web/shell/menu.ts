import { useMemo } from 'react';
import { useMay } from '#kernel/web/api/session.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import type { WebModule } from '#kernel/web/module.ts';
import { type Registry, useRegistry } from '#kernel/web/registry.tsx';

export interface MenuLink {
  path: string;
  label: string;
}

export interface MenuGroup {
  module: string;
  label: string;
  icon: WebModule['icon'];
  links: MenuLink[];
  /** Letter that leads here after `g`. */
  letter: string | undefined;
}

/** The first letter of a module's name that no module before has taken; `h` is the home page's. */
function lettersOf(modules: readonly string[]): Map<string, string> {
  const taken = new Set(['h']);
  const letters = new Map<string, string>();
  for (const module of modules) {
    const letter = [...module.toLowerCase().replace(/[^a-z]/g, '')].find((one) => !taken.has(one));
    if (!letter) continue;
    taken.add(letter);
    letters.set(module, letter);
  }
  return letters;
}

function groupOf(
  module: WebModule,
  registry: Registry,
  may: (permission: string | undefined) => boolean,
  t: (id: string) => string,
): Omit<MenuGroup, 'letter'> {
  const { name } = module.contract.module;
  const pages = registry.pages.filter((page) => page.module === name && page.menu && may(page.permission));
  const of = (place: 'first' | 'last') =>
    pages.filter((page) => page.menu === place).map((page) => ({ path: page.path, label: t(page.title) }));
  const lists = module.contract.resources
    .filter((resource) => !resource.hidden && may(`${resource.name}:read`))
    .map((resource) => ({ path: resource.path, label: t(`${resource.name}.plural`) }));
  return {
    module: name,
    label: t(`module.${name}`),
    icon: module.icon,
    links: [...of('first'), ...lists, ...of('last')],
  };
}

/** The modules with what of them the user may open. */
export function useMenu(): MenuGroup[] {
  const registry = useRegistry();
  const may = useMay();
  const { t } = useText();
  return useMemo(() => {
    const groups = registry.modules
      .map((module) => groupOf(module, registry, may, t))
      .filter((group) => group.links.length > 0);
    const letters = lettersOf(groups.map((group) => group.module));
    return groups.map((group) => ({ ...group, letter: letters.get(group.module) }));
  }, [registry, may, t]);
}
