import { Dialog } from './Dialog.tsx';
import type { DialogProps, Question } from './dialogs.ts';

export default function ConfirmDialog({ title, body, action, danger, close }: Question & DialogProps<boolean>) {
  return (
    <Dialog
      title={title}
      action={action}
      danger={danger ?? false}
      onAction={() => close(true)}
      onClose={() => close()}
      size="sm"
    >
      {body && <p>{body}</p>}
    </Dialog>
  );
}
