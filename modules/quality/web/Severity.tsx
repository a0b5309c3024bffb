import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useText } from '#kernel/web/index.ts';
import type { Severity } from '../contract/index.ts';
import classes from './quality.module.css';

const icons = { error: IconCircleX, warning: IconAlertTriangle, hint: IconInfoCircle } as const;

/** How urgent: a word, a mark and a colour. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const { t } = useText();
  const Icon = icons[severity];
  return (
    <span className={classes.severity} data-severity={severity}>
      <Icon size={15} stroke={1.8} aria-hidden />
      {t(`quality.severity.${severity}`)}
    </span>
  );
}
