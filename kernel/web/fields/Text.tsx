import { TextEntry } from '../entry/TextEntry.tsx';
import { plainText } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { lazyPart } from '../lazy.tsx';
import type { FieldEntry, FieldView } from './field-parts.ts';

const schemes = { email: 'mailto:', phone: 'tel:', url: '' } as const;
const modes = { email: 'email', phone: 'tel', url: 'url', code: 'text' } as const;

/** Only links of known schemes become links: a stored `javascript:` must never be clickable. */
function linkOf(format: string | undefined, value: string): string | null {
  if (format === 'email' || format === 'phone') return schemes[format] + value.replace(/\s/g, '');
  return format === 'url' && /^https?:\/\//.test(value) ? value : null;
}

export function Display({ spec, value, plain }: FieldView) {
  const text = useText();
  if (typeof value !== 'string') return null;
  const link = plain ? null : linkOf(spec.format, value);
  if (!link) return plainText(value, text);
  return (
    <a href={link} {...(spec.format === 'url' ? { target: '_blank', rel: 'noreferrer' } : {})}>
      {value}
    </a>
  );
}

const Suggested = lazyPart<FieldEntry>(() => import('../entry/SuggestedEntry.tsx'));

export function Input(props: FieldEntry) {
  const { value, onChange, spec, path: _path, labels: _labels, beside: _beside, ...rest } = props;
  if (spec.suggests) return <Suggested {...props} />;
  return (
    <TextEntry
      {...rest}
      text={typeof value === 'string' ? value : ''}
      onText={(text) => onChange(text === '' ? null : text)}
      inputMode={spec.format ? modes[spec.format] : 'text'}
    />
  );
}

export const width = 150;
