import { defineContract, defineResource, f, kernelErrors, type Language } from '#kernel/contract/index.ts';
import { defineServer } from '../module.ts';
import { serve } from '../served.ts';
import type { Texts } from '../texts.ts';

/*
 * A small business for the tests of import and export: a field of every kind, references by unique and by doubtful
 * titles, inherited and protected values, and records that not everybody may see.
 */

const maker = defineResource({
  name: 'demo.maker',
  path: 'demo/makers',
  title: 'code',
  fields: { code: f.text({ required: true, unique: true, list: true }), city: f.text({ list: true }) },
});

const category = defineResource({
  name: 'demo.category',
  path: 'demo/categories',
  title: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, list: true }),
    name: f.translated({ required: true, list: true }),
    parent: f.ref('demo.category'),
  },
});

export const item = defineResource({
  name: 'demo.item',
  path: 'demo/items',
  title: 'sku',
  sort: 'sku',
  fields: {
    sku: f.text({ required: true, unique: true, list: true, max: 40 }),
    name: f.translated({ required: true, list: true }),
    maker: f.ref('demo.maker', { list: true }),
    category: f.ref('demo.category', { list: true }),
    tags: f.refs('demo.category'),
    price: f.money({ list: true, min: 0 }),
    cost: f.money({ read: 'demo.item:cost', list: true }),
    discount: f.rate({ write: 'demo.item:discount', default: 0 }),
    weight: f.quantity(),
    count: f.int({ required: true, default: 1 }),
    active: f.bool({ default: true, filter: true }),
    released: f.date({ list: true }),
    seen: f.dateTime(),
    kind: f.choice(['figure', 'ornament'], { list: true }),
    state: f.state(['draft', 'done'], { list: true }),
    email: f.text({ format: 'email', unique: true }),
    note: f.longText(),
    image: f.file(),
    source: f.text({ createOnly: true }),
    worth: f.money({ readOnly: true }),
    token: f.text({ secret: true }),
    usedAt: f.dateTime({ readOnly: true, trace: true }),
    lines: f.lines({
      text: f.text({ required: true }),
      amount: f.quantity({ min: 0 }),
      kind: f.choice(['figure', 'ornament'], { required: true, default: 'figure' }),
      maker: f.ref('demo.maker'),
      remark: f.translated(),
    }),
  },
  search: ['sku', 'name'],
  lock: { states: ['done'], except: ['usedAt'] },
  verbs: { finish: { from: ['draft'], to: 'done' } },
});

const variant = defineResource({
  name: 'demo.variant',
  path: 'demo/variants',
  title: 'sku',
  sort: 'sku',
  fields: {
    sku: f.text({ required: true, unique: true, list: true }),
    item: f.ref('demo.item', { list: true }),
    price: f.money({ inherit: 'item' }),
  },
});

/** Known by two fields together; own records only. */
const priceEntry = defineResource({
  name: 'demo.priceEntry',
  path: 'demo/price-entries',
  title: 'list',
  fields: {
    list: f.text({ required: true, list: true }),
    item: f.ref('demo.item', { required: true, list: true }),
    price: f.money({ required: true }),
    owner: f.text({ list: true }),
  },
  unique: [['list', 'item']],
});

export const demo = defineServer(
  defineContract({ name: 'demo', depends: [] }, { resources: [maker, category, item, variant, priceEntry] }),
  {
    resources: [
      serve(item, {
        derive: (row) => ({ worth: row.price === null ? null : row.price * row.count }),
        check: (_ctx, changes) => {
          for (const { row, fail, warn } of changes) {
            if (row.note === 'forbidden') fail('note', 'demo.forbiddenNote');
            if (row.note === 'doubtful') warn('note', 'demo.doubtfulNote', { sku: row.sku });
            if (row.cost !== null && row.price !== null && row.cost > row.price) warn('cost', 'demo.soldAtALoss');
          }
          if (changes.some(({ row }) => row.note === 'disk full')) throw kernelErrors.storageFull();
        },
        verbs: { finish: async () => undefined },
      }),
      serve(priceEntry, {
        scope: (ctx) => ctx.actor.permissions.has('*') || ((eb) => eb('owner', '=', ctx.actor.username)),
      }),
    ],
  },
);

const labels: Record<Language, Record<string, string>> = {
  de: {
    'demo.item.field.sku': 'Artikelnummer',
    'demo.item.field.name': 'Bezeichnung',
    'demo.item.field.price': 'Preis',
    'demo.item.field.kind': 'Art',
    'demo.item.field.maker': 'Hersteller',
    'demo.item.value.kind.figure': 'Figur',
    'warning.demo.doubtfulNote': 'Die Bemerkung zu {sku} ist zweifelhaft',
    'error.kernel.notADecimal': 'Bitte eine Zahl mit höchstens {decimals} Nachkommastellen',
  },
  en: {
    'demo.item.field.sku': 'Item number',
    'demo.item.field.name': 'Name',
    'demo.item.field.price': 'Price',
    'warning.demo.doubtfulNote': 'The note of {sku} is doubtful',
    'error.kernel.notADecimal': 'Please a number with at most {decimals} decimals',
  },
};

export const demoTexts: Texts = {
  say: (language, id, params = {}) =>
    (labels[language][id] ?? id).replace(/\{(\w+)\}/g, (_, name: string) => String(params[name])),
  has: (language, id) => id in labels[language],
  ids: (language) => Object.keys(labels[language]),
  add: () => undefined,
};
