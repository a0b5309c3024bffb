import { Button } from '@mantine/core';
import { Fault, useText, Waiting } from '#kernel/web/index.ts';
import { channels, type Preference } from '../../contract/index.ts';
import classes from '../pages.module.css';
import { useChoose, usePreferences } from './use-preferences.ts';

/** Each kind of notice with how one, or a role, is told of it. */
export function ChannelTable({ role, caption }: { role?: number; caption: string }) {
  const { t } = useText();
  const { data, error, refetch } = usePreferences(role);
  const choose = useChoose(role);
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.items.length === 0) return <p className={classes.quiet}>{t('notification.preferences.nothing')}</p>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={caption}>
        <thead>
          <tr>
            <th scope="col">{t('notification.preferences.kind')}</th>
            {channels.map((channel) => (
              <th key={channel} scope="col" className={classes.center}>
                {t(`notification.channel.${channel}`)}
              </th>
            ))}
            <th scope="col" className={classes.usual} aria-label={t('notification.preferences.reset')} />
          </tr>
        </thead>
        <tbody>
          {data.items.map((item) => (
            <KindRow
              key={item.kind}
              item={item}
              group={`${role ?? 'own'} ${item.kind}`}
              onChoose={(channel) => choose.mutate({ kind: item.kind, channel })}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface KindRowProps {
  item: Preference;
  group: string;
  onChoose: (channel: Preference['chosen']) => void;
}

function KindRow({ item: { name, level, chosen, usual }, group, onChoose }: KindRowProps) {
  const { t } = useText();
  return (
    <tr>
      <th scope="row">
        {name}
        <span className={classes.level}>{t(`notification.level.${level}`)}</span>
      </th>
      {channels.map((channel) => (
        <td key={channel} className={classes.center}>
          <label>
            <input
              type="radio"
              name={group}
              aria-label={`${name}: ${t(`notification.channel.${channel}`)}`}
              checked={(chosen ?? usual) === channel}
              onChange={() => onChoose(channel)}
            />
          </label>
        </td>
      ))}
      <td className={classes.usual}>
        {chosen === null ? (
          t('notification.preferences.usual')
        ) : (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChoose(null)}>
            {t('notification.preferences.reset')}
          </Button>
        )}
      </td>
    </tr>
  );
}
