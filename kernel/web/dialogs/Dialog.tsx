import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import { Button, Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../i18n/text.ts';
import classes from './Dialog.module.css';

export interface DialogFrameProps {
  title: string;
  children?: ReactNode;
  /** The verb on the main button; without it there is only a button to close. */
  action?: string;
  onAction?: () => void;
  onClose: () => void;
  danger?: boolean;
  busy?: boolean;
  /** The main button does not work yet. */
  blocked?: boolean;
  size?: 'sm' | 'md' | 'lg' | 'xl';
  /** Further buttons, at the start of the foot. */
  foot?: ReactNode;
  closeLabel?: string;
}

/** The frame of every dialog: title, content, foot with the verb at its end. Ctrl+Enter acts, Esc calls off. */
export function Dialog(props: DialogFrameProps) {
  const { title, children, action, onAction, onClose, danger, busy, blocked, size = 'md', foot, closeLabel } = props;
  const { t } = useText();
  const [opened, setOpened] = useState(false);
  useEffect(() => setOpened(true), []);
  return (
    <Modal
      opened={opened}
      onClose={busy ? () => undefined : onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('web.action.close') }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      className={classes.modal ?? ''}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!busy && !blocked) onAction?.();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        }}
        noValidate
      >
        <div className={classes.body}>{children}</div>
        <div className={classes.foot}>
          <div className={classes.footStart}>{foot}</div>
          <Button
            variant="default"
            onClick={onClose}
            disabled={busy ?? false}
            data-autofocus={danger || !action || undefined}
          >
            {closeLabel ?? t(action ? 'web.action.cancel' : 'web.action.close')}
          </Button>
          {action && (
            <Button
              type="submit"
              data-autofocus={!danger || undefined}
              loading={busy ?? false}
              disabled={blocked ?? false}
              {...(danger ? { color: 'red' } : {})}
            >
              {action}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
