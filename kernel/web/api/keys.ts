/** Keys of the query cache; a resource's name comes second, so that one change reaches everything that shows it. */
export const keys = {
  session: ['session'] as const,
  lists: (resource: string) => ['list', resource] as const,
  list: (resource: string, params: string) => ['list', resource, params] as const,
  records: (resource: string) => ['record', resource] as const,
  record: (resource: string, id: number) => ['record', resource, id] as const,
  history: (resource: string, id: number) => ['history', resource, id] as const,
  picks: (resource: string) => ['pick', resource] as const,
  pick: (resource: string, params: string) => ['pick', resource, params] as const,
  /** That a record was deleted while somebody looked at it. */
  deleted: (resource: string, id: number) => ['deleted', resource, id] as const,
  search: (q: string) => ['search', q] as const,
  jobs: ['jobs'] as const,
};
