import type { ReactNode } from 'react';
import { languages } from '#kernel/contract/index.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { useLanguageSwitch } from '#kernel/web/navigation/PageLink.tsx';
import { Mark } from '../shell/Mark.tsx';
import classes from './sign-in.module.css';

/** The frame of the pages before one is signed in. */
export function EntryFrame({ title, children }: { title: string; children: ReactNode }) {
  const { t, language } = useText();
  const switchTo = useLanguageSwitch();
  return (
    <main className={classes.page}>
      <div className={classes.panel}>
        <div className={classes.brand}>
          <Mark size={28} />
          <span>Kontor</span>
        </div>
        <h1 className={classes.title}>{title}</h1>
        {children}
      </div>
      <nav className={classes.languages} aria-label={t('web.language')}>
        {languages.map((other) => (
          <button
            key={other}
            type="button"
            lang={other}
            aria-current={other === language || undefined}
            onClick={() => switchTo(other)}
          >
            {t(`web.language.${other}`)}
          </button>
        ))}
      </nav>
    </main>
  );
}
