import { Button } from '@mantine/core';
import { IconHistory, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import {
  keys,
  notify,
  request,
  StateBadge,
  useFormats,
  useGo,
  useLabels,
  useMay,
  usePageTitle,
  useSession,
  useShortcuts,
  useText,
} from '#kernel/web/index.ts';
import { isoDate } from '#kernel/web/i18n/date-entry.ts';
import { keysText } from '#kernel/web/parts/keys-text.ts';
import { customer } from '#modules/party/contract/index.ts';
import { salesOrder } from '../../contract/index.ts';
import { CustomerPick } from './CustomerPick.tsx';
import { EntryTrouble } from './EntryTrouble.tsx';
import classes from './entry.module.css';
import { HeadFields } from './HeadFields.tsx';
import { type Beginning, endHandOver, handOver } from './hand-over.ts';
import head from './head.module.css';
import { type Customer, headValues, setHead } from './head-values.ts';
import { LinesGrid } from './LinesGrid.tsx';
import { amountsOf } from './line-amounts.ts';
import { forgetSavedLines, lineFields } from './line-edits.ts';
import { customerOf, draftOf, isDirty } from './order-draft.ts';
import type { Order } from './send-draft.ts';
import { orderSlot } from './stored-draft.ts';
import { TotalsBar } from './TotalsBar.tsx';
import { useDraftEditing } from './use-draft-editing.ts';
import { useDraftGuard } from './use-draft-guard.ts';
import { useLineCells } from './use-line-cells.ts';
import { useLookups } from './use-lookups.ts';
import { useSaveOrder } from './use-save-order.ts';
import { useStoredDraft } from './use-stored-draft.ts';
