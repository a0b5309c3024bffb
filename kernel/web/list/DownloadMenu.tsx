import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { requestFile } from '../api/request.ts';
import { useMay } from '../api/session.ts';
import { notify } from '../dialogs/notify.ts';
import { useText } from '../i18n/text.ts';
import { faultText } from '../parts/Fault.tsx';
import { IconExport } from '../parts/icons.ts';
import { MenuButton } from '../parts/MenuButton.tsx';
import { saveFile } from './use-export.ts';

const formats = ['xlsx', 'csv'] as const;

/** What a page shows as a file; for those alone who may take data out of the house. */
export function DownloadMenu({ address }: { address: (format: (typeof formats)[number]) => string }) {
  const text = useText();
  const { t } = text;
  const may = useMay();
  const file = useMutation({
    mutationFn: async (format: (typeof formats)[number]) => saveFile(await requestFile(address(format))),
    onError: (error) => {
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
    },
  });
  if (!may('data:export')) return null;
  return (
    <MenuButton
      trigger={
        <Button variant="default" loading={file.isPending} leftSection={<IconExport size={16} />}>
          {t('web.export.download')}
        </Button>
      }
      items={formats.map((format) => ({ label: t(`web.export.${format}`), run: () => file.mutate(format) }))}
    />
  );
}
