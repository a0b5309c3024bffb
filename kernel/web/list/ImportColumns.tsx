import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Combobox.layer.css';
import '@mantine/core/styles/ScrollArea.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import { Select } from '@mantine/core';
import { useText } from '../i18n/text.ts';
import classes from './ImportDialog.module.css';
import type { Importing } from './use-import.ts';

/** Which column of the file means which field, with some of its values; what is left out says so. */
export function ImportColumns({ importing }: { importing: Importing }) {
  const { t } = useText();
  const { found, busy } = importing;
  if (!found) return null;
  const meant = new Set(found.columns.map(({ target }) => target));
  const missing = found.targets.filter(({ name, required }) => required && !meant.has(name) && !isOther(name, meant));
  const data = found.targets.map(({ name, label, required }) => ({
    value: name,
    label: required ? `${label} *` : label,
  }));
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('web.import.inFile')}</th>
            <th scope="col" className={classes.samplesHead}>
              {t('web.import.samples')}
            </th>
            <th scope="col">{t('web.import.target')}</th>
          </tr>
        </thead>
        <tbody>
          {found.columns
            .filter(({ header }) => header !== '')
            .map(({ header, target, samples }) => (
              <tr key={header} data-column data-out={target === null || undefined}>
                <th scope="row">{header}</th>
                <td className={classes.samples}>{samples.join(' · ')}</td>
                <td className={classes.target}>
                  <Select
                    size="xs"
                    aria-label={t('web.import.targetOf', { header })}
                    data={data}
                    value={target}
                    disabled={busy}
                    onChange={(next) => importing.map(header, next)}
                    placeholder={t('web.import.leftOut')}
                    nothingFoundMessage={t('web.import.noField')}
                    clearable
                    searchable
                    maxDropdownHeight={280}
                    comboboxProps={{ transitionProps: { duration: 60 } }}
                  />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {missing.length > 0 && (
        <p className={classes.missing}>
          {t('web.import.missing', { fields: missing.map(({ label }) => label).join(', ') })}
        </p>
      )}
    </div>
  );
}

/** A text in one language is enough where a field has several. */
const isOther = (name: string, meant: ReadonlySet<string | null>): boolean => {
  const [field = ''] = name.split('.');
  return name !== field && [...meant].some((one) => one?.startsWith(`${field}.`));
};
