import type { LegacyTable } from './data-set/legacy-row.ts';
import type { RowStore } from './row-store.ts';

/** `$catalog`: where each table is described and read; `$catalog/$all` and `$catalog/X`: the descriptions. */
export function answerCatalog(store: RowStore, argument: string | undefined): string {
  if (argument === undefined) {
    const dataClasses = store.tableNames.map((name) => ({
      name,
      uri: `/rest/$catalog/${name}`,
      dataURI: `/rest/${name}`,
    }));
    return JSON.stringify({ __UNIQID: 'A1F3C5E7092B4D6F8A0C2E4F60718293', dataClasses });
  }
  if (argument !== '$all') return JSON.stringify(describe(store, store.table(argument)));
  return JSON.stringify({ dataClasses: store.tableNames.map((name) => describe(store, store.table(name))) });
}

function describe(store: RowStore, table: LegacyTable) {
  return {
    name: table.name,
    className: table.name,
    collectionName: `${table.name}Selection`,
    tableNumber: store.tableNames.indexOf(table.name) + 1,
    scope: 'public',
    dataURI: `/rest/${table.name}`,
    attributes: Object.entries(table.attributes).map(([name, type], index) => ({
      name,
      kind: 'storage',
      fieldPos: index + 1,
      scope: 'public',
      indexed: name === table.key,
      type,
      identifying: name === table.key,
    })),
    key: [{ name: table.key }],
  };
}
