import { TextInput } from '@mantine/core';
import { IconBarcode, IconCamera, IconKeyboard } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../i18n/text.ts';
import { lazyPart } from '../lazy.tsx';
import { canSeeCodes } from './camera.ts';
import classes from './workplace.module.css';

const CameraScan = lazyPart(() => import('./CameraScan.tsx'));

interface ScanInputProps {
  /** What is to be scanned now. */
  label: string;
  onScan: (code: string) => void;
}

/** Separates the elements of a GS1 code; scanners send it as a key combination. */
const separator = '\u001d';
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Takes what a scanner reads. A keyboard wedge types as fast as no hand does and ends with Enter; it is heard wherever
 * the focus is, so that its Enter never presses a button. The camera and typing by hand do the same.
 */
export function ScanInput({ label, onScan }: ScanInputProps) {
  const { t } = useText();
  const [text, setText] = useState('');
  const [isTyping, setTyping] = useState(false);
  const [isCamera, setCamera] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = (code: string) => {
    setText('');
    if (code.trim() !== '') onScan(code.trim());
  };
  useWedge(field, submit);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === ']' && event.ctrlKey) {
      event.preventDefault();
      setText((now) => now + separator);
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    submit(text);
  };
  return (
    <div className={classes.scan}>
      <TextInput
        ref={field}
        className={classes.scanField ?? ''}
        classNames={{ input: classes.scanText ?? '' }}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        // Without it the keyboard of the device would cover half of the page at each step.
        inputMode={isTyping ? 'text' : 'none'}
        leftSection={<IconBarcode size={24} />}
        leftSectionWidth={48}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        className={classes.tool}
        aria-pressed={isTyping}
        aria-label={t('web.workplace.scan.type')}
        data-tip={t('web.workplace.scan.type')}
        onClick={() => {
          setTyping(!isTyping);
          field.current?.focus();
        }}
      >
        <IconKeyboard size={24} />
      </button>
      {canSeeCodes() && (
        <button
          type="button"
          className={classes.tool}
          aria-label={t('web.workplace.scan.camera')}
          data-tip={t('web.workplace.scan.camera')}
          onClick={() => setCamera(true)}
        >
          <IconCamera size={24} />
        </button>
      )}
      {isCamera && (
        <CameraScan
          onScan={(code) => {
            setCamera(false);
            submit(code);
          }}
          onClose={() => setCamera(false)}
        />
      )}
    </div>
  );
}

/** Milliseconds after which a key begins a new code. */
const pause = 1_500;

/** Hears a wedge while the focus is in no field; what is typed there belongs to the field. */
function useWedge(own: { current: HTMLInputElement | null }, submit: (code: string) => void): void {
  const latest = useRef(submit);
  useLayoutEffect(() => {
    latest.current = submit;
  });
  useEffect(() => {
    let read = '';
    let at = 0;
    const hear = (event: globalThis.KeyboardEvent) => {
      if (event.target === own.current || isField(event.target) || event.altKey || event.metaKey) return;
      if (document.querySelector('[role="dialog"]')) return;
      if (event.timeStamp - at > pause) read = '';
      at = event.timeStamp;
      if (event.key === 'Enter' && read !== '') {
        event.preventDefault();
        event.stopPropagation();
        const code = read;
        read = '';
        latest.current(code);
      } else if (event.key === ']' && event.ctrlKey) read += separator;
      else if (event.key.length === 1 && !event.ctrlKey && !(event.key === ' ' && read === '')) {
        event.preventDefault();
        event.stopPropagation();
        read += event.key;
      }
    };
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, [own]);
}
