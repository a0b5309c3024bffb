import '@mantine/core/styles/Kbd.layer.css';
import { Kbd } from '@mantine/core';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import type { DialogProps } from '#kernel/web/dialogs/dialogs.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { activeShortcuts } from '#kernel/web/navigation/shortcuts.ts';
import { keysText } from '#kernel/web/parts/keys-text.ts';
import classes from './ShortcutSheet.module.css';

const always = ['mod+s', 'mod+enter', 'e', 'n', '/', 'j', 'k', 'x'];

/** All keys that work now, and those every list and record knows. */
export default function ShortcutSheet({ close }: DialogProps<void>) {
  const { t } = useText();
  const active = activeShortcuts();
  const known = new Set(active.map(({ keys }) => keys));
  const elsewhere = always
    .filter((keys) => !known.has(keys))
    .map((keys) => ({ keys, label: t(`web.keys.usual.${keys.replace('+', '-').replace('/', 'slash')}`) }));
  const section = (title: string, shortcuts: readonly { keys: string; label: string }[]) =>
    shortcuts.length > 0 && (
      <section>
        <h3 className={classes.heading}>{title}</h3>
        <dl className={classes.keys}>
          {shortcuts.map(({ keys, label }) => (
            <div key={keys}>
              <dt>{label}</dt>
              <dd>
                {keysText(keys)
                  .split(' ')
                  .map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    );
  return (
    <Dialog title={t('web.shortcuts.title')} onClose={() => close()} size="lg">
      <div className={classes.columns}>
        {section(
          t('web.shortcuts.here'),
          active.filter(({ keys }) => !keys.startsWith('g ')),
        )}
        {section(
          t('web.shortcuts.go'),
          active.filter(({ keys }) => keys.startsWith('g ')),
        )}
        {section(t('web.shortcuts.elsewhere'), elsewhere)}
      </div>
    </Dialog>
  );
}
