import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { apiBase } from '#kernel/web/api/request.ts';

/** Opens a paper beside the page, ready to be printed. */
export function PaperLink({ path, label, isBig = false }: { path: string; label: string; isBig?: boolean }) {
  return (
    <Button
      component="a"
      href={`${apiBase}${path}`}
      target="_blank"
      rel="noreferrer"
      variant="default"
      // 48 px for a glove.
      {...(isBig && { h: 48 })}
      leftSection={<IconPrinter size={16} />}
    >
      {label}
    </Button>
  );
}
