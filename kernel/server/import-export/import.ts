export const importMediaTypes: Record<string, 'csv' | 'xlsx'> = {};
export const importRecords = async (..._args: unknown[]): Promise<unknown> => ({});
