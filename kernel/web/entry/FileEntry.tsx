import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { StoredFile } from '../../contract/index.ts';
import { request } from '../api/request.ts';
import { FileLink } from '../fields/FileLink.tsx';
import type { FieldEntry } from '../fields/field-parts.ts';
import own from '../fields/fields.module.css';
import { useText } from '../i18n/text.ts';
import { faultText } from '../parts/Fault.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { IconImport, IconX } from '../parts/icons.ts';

/** Entry of a file: it is sent to the server when chosen, and belongs to the record when that is saved. */
export default function FileEntry({ id, value, onChange, disabled, ...rest }: FieldEntry) {
  const text = useText();
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const send = async (file: File) => {
    setBusy(true);
    setFault(null);
    try {
      onChange(
        await request<StoredFile>(`files?name=${encodeURIComponent(file.name)}`, {
          method: 'POST',
          body: file,
          timeout: 300_000,
        }),
      );
    } catch (error) {
      setFault(faultText(error, text).title);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={own.fileEntry}>
      <input
        ref={chooser}
        type="file"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void send(file);
        }}
      />
      <FileLink {...rest} value={value} />
      <Button
        {...(id ? { id } : {})}
        variant="default"
        leftSection={<IconImport size={15} />}
        loading={busy}
        disabled={disabled ?? false}
        onClick={() => chooser.current?.click()}
      >
        {text.t(value ? 'web.file.replace' : 'web.file.choose')}
      </Button>
      {value !== null && value !== undefined && (
        <IconButton label={text.t('web.action.remove')} disabled={disabled ?? false} onClick={() => onChange(null)}>
          <IconX size={15} />
        </IconButton>
      )}
      {fault && (
        <span role="alert" className={own.fault}>
          {fault}
        </span>
      )}
    </div>
  );
}
