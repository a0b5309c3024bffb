/** The web door of the kernel: what pages of modules are built from. */
export { ApiProblem, fieldMessages, isProblem, NetworkFailure } from './api/api-problem.ts';
export { newKey, useIntent } from './api/intent.ts';
export { keys } from './api/keys.ts';
export { request, requestFile } from './api/request.ts';
export type { AnyRow, WireDraft } from './api/rows.ts';
export { useMay, useSession } from './api/session.ts';
export { type ListState, useList } from './api/use-list.ts';
export { usePick } from './api/use-pick.ts';
export { useRecord } from './api/use-record.ts';
export { useReference } from './api/use-reference.ts';
export { useBulkVerb, useRemove, useSave, useVerb } from './api/use-write.ts';
export { confirm, type DialogProps, openDialog } from './dialogs/dialogs.ts';
export { notify } from './dialogs/notify.ts';
export { Value, ValueInput } from './fields/Value.tsx';
export { AskedField, idFor, idIn, textFor } from './form/AskedField.tsx';
export { FieldBox } from './form/FieldBox.tsx';
export { FieldGrid } from './form/FieldGrid.tsx';
export { FormFault } from './form/FormFault.tsx';
export { useDraft } from './form/use-draft.ts';
export { useLeaveGuard } from './form/use-leave-guard.ts';
export { useFormats } from './i18n/format.ts';
export { useLabels } from './i18n/labels.ts';
export { useText } from './i18n/text.ts';
export { lazyPart } from './lazy.tsx';
export {
  defineWeb,
  type PageProps,
  partsOf,
  type RecordPageProps,
  type SelectionProps,
  type SlotProps,
} from './module.ts';
export { PageLink, useGo, usePage, useSetSearch } from './navigation/PageLink.tsx';
export { useShortcuts } from './navigation/shortcuts.ts';
export { Fault, faultText } from './parts/Fault.tsx';
export { IconButton } from './parts/IconButton.tsx';
export { MenuButton } from './parts/MenuButton.tsx';
export { Message } from './parts/Message.tsx';
export { usePageTitle } from './parts/page-title.ts';
export { StateBadge } from './parts/StateBadge.tsx';
export { Waiting } from './parts/Waiting.tsx';
export { useJobs } from './realtime/use-jobs.ts';
export { useWatch } from './realtime/use-watch.ts';
