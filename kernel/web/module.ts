import type { ComponentType } from 'react';
import type { ModuleContract, WireRow } from '../contract/index.ts';
import { type LazyPart, lazyPart, withTexts } from './lazy.tsx';
import type { Icon } from './parts/icons.ts';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

export interface PageProps {
  /** Named parts of the page's path: `:id` in `stock/counts/:id` comes as `params.id`. */
  params: Readonly<Record<string, string>>;
}

/** A page of a module's own. */
export interface WebPage {
  /** Path below `/{lang}/`, with `:name` for what varies, e.g. `sales/quick-order`. Wins over derived pages. */
  path: string;
  /** Message id of the title; it stands in the menu, the palette and the browser's tab. */
  title: string;
  load: Load<PageProps>;
  /** Who lacks it sees neither the entry nor the page. */
  permission?: string;
  /** In the menu, before (`first`) or after (`last`) the module's lists. */
  menu?: 'first' | 'last';
  /** A work place: fills the screen, without menu and top bar. */
  bare?: boolean;
  /** On its tile among the work places; that of its module where it has none. */
  icon?: Icon;
}

/** What a part of a record page is given. */
export interface SlotProps<R> {
  row: WireRow<R>;
}

export interface Slot<R> {
  load: Load<SlotProps<R>>;
  permission?: string;
}

export interface TabSlot<R> extends Slot<R> {
  /** In the URL (`?tab=documents`) and in the message id `<resource>.tab.<name>`. */
  name: string;
}

/** What a part of the list's bar for selected rows is given. */
export interface SelectionProps<R> {
  rows: readonly WireRow<R>[];
  clear: () => void;
}

export interface SelectionSlot<R> {
  load: Load<SelectionProps<R>>;
  permission?: string;
}

export interface RecordSlots<R> {
  /** Below the header, over the whole width: the way-bar of a document, a warning. */
  top?: readonly Slot<R>[];
  /** Below the fields. */
  bottom?: readonly Slot<R>[];
  /** Beside the fields, after the totals. */
  aside?: readonly Slot<R>[];
  /** In the header, before the verbs. */
  actions?: readonly Slot<R>[];
  tabs?: readonly TabSlot<R>[];
  /** In the list, while rows are selected: what else can be done with them. */
  selection?: readonly SelectionSlot<R>[];
}

export interface RecordPageProps {
  id: number;
}

/** How the pages of a resource differ from the derived ones. Any module may add slots to any resource it depends on. */
export interface ResourceParts<R> {
  slots?: RecordSlots<R>;
  /** Order of the groups of fields on the record; groups not named follow. */
  groups?: readonly string[];
  /** Fields and verbs the derived pages leave out, because a slot shows them better. */
  hidden?: readonly string[];
  /** Replaces the record page. */
  record?: Load<RecordPageProps>;
  /** Replaces the page of a new record. */
  create?: Load<object>;
  /** Replaces the list page. */
  list?: Load<object>;
}

interface ErasedSlot {
  Part: LazyPart<{ row: unknown }>;
  permission?: string;
}

/** Parts of a resource with the types taken off, as the derived pages handle them. */
export interface PartsEntry {
  resource: string;
  slots: {
    top: ErasedSlot[];
    bottom: ErasedSlot[];
    aside: ErasedSlot[];
    actions: ErasedSlot[];
    tabs: (ErasedSlot & { name: string })[];
    selection: { Part: LazyPart<{ rows: readonly unknown[]; clear: () => void }>; permission?: string }[];
  };
  groups: readonly string[];
  hidden: readonly string[];
  record?: LazyPart<RecordPageProps>;
  create?: LazyPart<object>;
  list?: LazyPart<object>;
}

const erase = <R, S extends Slot<R>>(slots: readonly S[] = []): (Omit<S, 'load'> & ErasedSlot)[] =>
  // The derived page gives each slot the very row whose resource it was declared for.
  slots.map(({ load, ...rest }) => ({ ...rest, Part: lazyPart(withTexts(load as unknown as Load<{ row: unknown }>)) }));

/** Says how the pages of `resource` differ from the derived ones; the slots' components get its typed row. */
export function partsOf<const R extends { name: string }>(resource: R, parts: ResourceParts<R>): PartsEntry {
  const { slots = {}, groups = [], hidden = [], record, create, list } = parts;
  return {
    resource: resource.name,
    slots: {
      top: erase<R, Slot<R>>(slots.top),
      bottom: erase<R, Slot<R>>(slots.bottom),
      aside: erase<R, Slot<R>>(slots.aside),
      actions: erase<R, Slot<R>>(slots.actions),
      tabs: erase<R, TabSlot<R>>(slots.tabs),
      selection: (slots.selection ?? []).map(({ load, ...rest }) => ({
        ...rest,
        Part: lazyPart(withTexts(load as unknown as Load<{ rows: readonly unknown[]; clear: () => void }>)),
      })),
    },
    groups,
    hidden,
    ...(record ? { record: lazyPart(withTexts(record)) } : {}),
    ...(create ? { create: lazyPart(withTexts(create)) } : {}),
    ...(list ? { list: lazyPart(withTexts(list)) } : {}),
  };
}

export interface WebDefinition {
  pages: readonly (Omit<WebPage, 'load'> & { Page: LazyPart<PageProps> })[];
  parts: readonly PartsEntry[];
  /** Parts of the home page, each below its heading `<module>.home.<name>`. */
  home: readonly { name: string; Part: LazyPart<object>; permission?: string }[];
  /** Buttons in the top bar, on every page. */
  bar: readonly { name: string; Part: LazyPart<object> }[];
}

/** The web door of a module. It names code without loading it: every page and part is fetched when it is first shown. */
export function defineWeb(definition: {
  pages?: readonly WebPage[];
  parts?: readonly PartsEntry[];
  home?: readonly { name: string; load: Load<object>; permission?: string }[];
  /** What they say must be part of the frame (`<module>.<name>`): nothing further is fetched for them. */
  bar?: readonly { name: string; load: Load<object> }[];
}): WebDefinition {
  return {
    pages: (definition.pages ?? []).map(({ load, ...page }) => ({ ...page, Page: lazyPart(withTexts(load)) })),
    parts: definition.parts ?? [],
    home: (definition.home ?? []).map(({ load, ...part }) => ({ ...part, Part: lazyPart(withTexts(load)) })),
    bar: (definition.bar ?? []).map(({ name, load }) => ({ name, Part: lazyPart(load) })),
  };
}

/** A module as the application lists it. */
export interface WebModule {
  contract: ModuleContract;
  icon: Icon;
  web?: WebDefinition;
}
