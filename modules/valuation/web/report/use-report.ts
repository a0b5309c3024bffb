import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { isoDate } from '#kernel/web/i18n/date-entry.ts';
import { idIn, keys, notify, request, useIntent, usePage, useText, useWatch } from '#kernel/web/index.ts';
import { faultText } from '#kernel/web/parts/Fault.tsx';
import { entry, type Method, methods, type ValueReport } from '../../contract/index.ts';

/** What the address asks. */
export interface Question {
  date: string;
  method: Method | undefined;
  warehouse: number | null;
  category: number | null;
}

export function useQuestion(): Question {
  const { search } = usePage();
  return {
    date: search.date ?? isoDate(new Date()),
    method: methods.find((method) => method === search.method),
    warehouse: idIn(search.warehouse),
    category: idIn(search.category),
  };
}

/** The question, as the interface takes it. */
export function paramsOf({ date, method, warehouse, category }: Question): URLSearchParams {
  const params = new URLSearchParams({ date });
  if (method) params.set('method', method);
  if (warehouse !== null) params.set('warehouse', String(warehouse));
  if (category !== null) params.set('category', String(category));
  return params;
}

/** The report; new entries bring it up to date. */
export function useReport(question: Question) {
  const { language } = useText();
  useWatch(entry.name);
  const params = paramsOf(question);
  return useQuery({
    queryKey: keys.list(entry.name, `report ${params} ${language}`),
    queryFn: ({ signal }) => request<ValueReport>(`valuation/report?${params}&limit=1000`, { signal }),
    placeholderData: (before) => before,
  });
}

/** Values what waits, in the background. */
export function useValueNow() {
  const client = useQueryClient();
  const text = useText();
  const intent = useIntent();
  return useMutation({
    mutationFn: () => request('valuation/run', { method: 'POST', body: {}, idempotencyKey: intent.key({}) }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.jobs }),
    onError: (error) => notify({ tone: 'wrong', text: faultText(error, text).title }),
    onSettled: () => intent.done(),
  });
}
