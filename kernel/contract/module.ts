import type { ErrorCatalogue, WarningCatalogue } from './errors.ts';
import type { AnyResource } from './resource.ts';

/** A module's manifest: pure data, read by the boundary rules too. */
export interface ModuleManifest {
  readonly name: string;
  readonly depends: readonly string[];
}

/** How urgent a notice is. */
export type NoticeLevel = 'info' | 'warning' | 'critical';

/**
 * Something that users may be told of without having asked. Its sentence stands under `notice.<kind>`, its name under
 * `notice.<kind>.name`.
 */
export interface NoticeKind {
  /** `<module>.<what happened>` */
  readonly kind: string;
  readonly level: NoticeLevel;
  /** Who lacks it is not told. */
  readonly permission: string;
}

export interface ModuleContract {
  readonly module: ModuleManifest;
  readonly resources: readonly AnyResource[];
  readonly errors: readonly ErrorCatalogue[];
  readonly warnings: readonly WarningCatalogue[];
  /** Permissions beside those of the resources: pages, imports, reports. */
  readonly permissions: readonly string[];
  readonly notices: readonly NoticeKind[];
}

/** The contract door of a module: its resources, errors, warnings and further permissions. */
export function defineContract(
  module: ModuleManifest,
  parts: {
    resources?: readonly unknown[];
    errors?: readonly unknown[];
    warnings?: readonly WarningCatalogue[];
    permissions?: readonly string[];
    notices?: readonly NoticeKind[];
  },
): ModuleContract {
  return {
    module,
    resources: (parts.resources ?? []) as readonly AnyResource[],
    errors: (parts.errors ?? []) as readonly ErrorCatalogue[],
    warnings: parts.warnings ?? [],
    permissions: parts.permissions ?? [],
    notices: parts.notices ?? [],
  };
}
