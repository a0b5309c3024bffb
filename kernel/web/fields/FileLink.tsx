import { apiBase } from '../api/request.ts';
import { isStoredFile } from '../api/rows.ts';
import { useFormats } from '../i18n/format.ts';
import { IconFile } from '../parts/icons.ts';
import type { FieldView } from './field-parts.ts';
import own from './fields.module.css';

/** The file as a link; an image as a small picture. */
export function FileLink({ value, plain }: FieldView) {
  const { bytes } = useFormats();
  if (!isStoredFile(value)) return null;
  if (plain) return value.name;
  const address = `${apiBase}files/${value.id}`;
  return (
    <a href={address} target="_blank" rel="noreferrer" className={own.file}>
      {value.mediaType.startsWith('image/') ? (
        <img src={address} alt="" className={own.thumbnail} loading="lazy" />
      ) : (
        <IconFile size={15} aria-hidden />
      )}
      <span>{value.name}</span>
      <span className={own.subtitle}>{bytes(value.size)}</span>
    </a>
  );
}
