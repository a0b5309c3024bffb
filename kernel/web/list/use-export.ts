import { listParams } from '../api/list-params.ts';
import { requestFile } from '../api/request.ts';
import { notify } from '../dialogs/notify.ts';
import { type Text, useText } from '../i18n/text.ts';
import { faultText } from '../parts/Fault.tsx';
import type { ListView } from './use-list-view.ts';

/** Hands a file that was fetched to the browser's downloads. */
export function saveFile({ blob, name }: { blob: Blob; name: string }): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function fetchExport(view: ListView, format: 'csv' | 'xlsx', ids: readonly number[], text: Text): Promise<void> {
  const { q, filters = [], sort } = view.query;
  // A selection is named by its records alone, whatever the filters say by now.
  const query =
    ids.length > 0
      ? { filters: [{ field: 'id', operator: 'in' as const, value: ids.join(',') }] }
      : { ...(q ? { q } : {}), filters };
  const params = listParams({ ...query, ...(sort ? { sort } : {}) });
  params.set('format', format);
  try {
    saveFile(await requestFile(`${view.resource.path}/export?${params}`));
  } catch (error) {
    const { title, body } = faultText(error, text);
    notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
  }
}

/** Exports what the list shows now, or the given records. */
export function useExport(view: ListView): (format: 'csv' | 'xlsx', ids?: readonly number[]) => void {
  const text = useText();
  return (format, ids = []) => void fetchExport(view, format, ids, text);
}
