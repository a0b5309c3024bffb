import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import { Modal } from '@mantine/core';
import { useText } from '#kernel/web/i18n/text.ts';
import { SignInForm } from '../pages/SignInForm.tsx';
import { endWaiting } from '../session-lost.ts';

/** The session has ended while a page was open: signing in again goes on where one was, typed text included. */
export default function SignInDialog({ username, userId }: { username: string; userId: number }) {
  const { t } = useText();
  return (
    <Modal
      opened
      onClose={() => endWaiting(false)}
      title={t('web.signIn.again')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('web.action.close') }}
    >
      <SignInForm
        username={username}
        onDone={(session) => {
          // Somebody else must not go on in the first one's page.
          if (session.user.id !== userId) window.location.reload();
          else endWaiting(true);
        }}
      />
    </Modal>
  );
}
