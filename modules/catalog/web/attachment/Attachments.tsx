import { Button } from '@mantine/core';
import { IconTrash, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { StoredFile, WireRow } from '#kernel/contract/index.ts';
import { FileLink } from '#kernel/web/fields/FileLink.tsx';
import { confirm, faultText, IconButton, notify, request, useLabels, useSave, useText } from '#kernel/web/index.ts';
import type { product, variant } from '../../contract/index.ts';
import classes from './attachment.module.css';

interface Attachment {
  id?: number;
  file: StoredFile | null;
  title: string | null;
}

/** Drawings, data sheets, certificates: chosen or dropped here, kept with the record at once. */
export function Attachments({
  resource,
  row,
}: {
  resource: typeof product | typeof variant;
  row: Pick<WireRow<typeof product>, 'id' | 'version' | 'abilities' | 'attachments'>;
}) {
  const text = useText();
  const { t } = text;
  const labels = useLabels(resource);
  const save = useSave(resource);
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const mayChange = Boolean(row.abilities?.update);
  const keep = (lines: Attachment[]) =>
    save.mutateAsync({
      id: row.id,
      version: row.version,
      values: {
        attachments: lines.map(({ id, file, title }) => ({ ...(id ? { id } : {}), file: file?.id ?? 0, title })),
      },
    });
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
    } finally {
      setBusy(false);
    }
  };
  const add = (files: FileList | null) =>
    attempt(async () => {
      const added: Attachment[] = [];
      for (const file of files ?? []) {
        const body = new Blob([file], { type: 'application/octet-stream' });
        const path = `${resource.path}/attachments?name=${encodeURIComponent(file.name)}`;
        added.push({ file: await request<StoredFile>(path, { method: 'POST', body, timeout: 300_000 }), title: null });
      }
      if (added.length > 0) await keep([...row.attachments, ...added]);
    });
  const remove = async (line: Attachment) => {
    const name = line.file?.name ?? '';
    const sure = await confirm({
      title: t('catalog.attachment.remove', { name }),
      action: t('web.action.remove'),
      danger: true,
    });
    if (sure) await attempt(() => keep(row.attachments.filter((one) => one !== line)));
  };
  if (row.attachments.length === 0 && !mayChange) return null;
  return (
    <section className={classes.section} aria-label={labels.field('attachments')}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{labels.field('attachments')}</h2>
        {mayChange && (
          <>
            <input
              ref={chooser}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                const { files } = event.currentTarget;
                void add(files).then(() => {
                  if (chooser.current) chooser.current.value = '';
                });
              }}
            />
            <Button
              variant="default"
              loading={busy}
              leftSection={<IconUpload size={15} />}
              onClick={() => chooser.current?.click()}
            >
              {t('catalog.attachment.add')}
            </Button>
          </>
        )}
      </div>
      <ul className={classes.files}>
        {row.attachments.map((line) => (
          <li key={line.id}>
            <FileLink spec={{ kind: 'file' }} path="attachments.file" labels={labels} value={line.file} />
            {line.title && <span className={classes.quiet}>{line.title}</span>}
            {mayChange && (
              <IconButton
                label={t('catalog.attachment.remove', { name: line.file?.name ?? '' })}
                onClick={() => void remove(line)}
              >
                <IconTrash size={15} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
