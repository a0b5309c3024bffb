import { defineContract, defineResource, type Fields, f } from '#kernel/contract/index.ts';
import { can } from '#kernel/server/ctx.ts';
import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';

const seesWorth = 'demo.thing:worth';

/** One field of every kind that a client can set, lists aside. */
const kinds = {
  text: f.text(),
  note: f.longText(),
  name: f.translated({ list: true }),
  count: f.int({ min: 0, max: 100, list: true }),
  weight: f.quantity({ min: 0, filter: true }),
  price: f.money({ filter: true }),
  share: f.rate({ min: 0, max: 100, filter: true }),
  isGood: f.bool({ filter: true }),
  day: f.date({ filter: true }),
  moment: f.dateTime({ filter: true }),
  size: f.choice(['small', 'large'], { list: true }),
  unit: f.ref('org.unit', { filter: true }),
} satisfies Fields;

/**
 * A resource with every kind of field and every option, also those that no module uses yet: what holds for every
 * resource is proven for these before somebody needs them.
 */
export const thing = defineResource({
  name: 'demo.thing',
  path: 'demo/things',
  title: 'code',
  subtitle: 'name',
  fields: {
    ...kinds,
    code: f.text({ required: true, unique: true, max: 40, format: 'code', list: true }),
    origin: f.text({ required: true, createOnly: true, filter: true }),
    units: f.refs('org.unit'),
    parent: f.ref('demo.thing', { list: true }),
    diary: f.ref('demo.diary', { list: true }),
    state: f.state(['draft', 'used', 'gone'], { list: true }),
    worth: f.money({ read: seesWorth, list: true }),
    key: f.text({ secret: true, readOnly: true }),
    sum: f.quantity({ readOnly: true }),
    facts: f.json({ readOnly: true }),
    document: f.file({ readOnly: true }),
    lines: f.lines({
      ...kinds,
      text: f.text({ required: true }),
      worth: f.money({ read: seesWorth }),
      rank: f.int({ readOnly: true, default: 0 }),
    }),
  },
  search: ['code', 'name', 'text'],
  indexes: [['size', 'day']],
  editableIn: ['draft', 'used'],
  verbs: {
    use: {
      from: ['draft'],
      to: 'used',
      input: { ...kinds, units: f.refs('org.unit'), reason: f.text({ required: true, min: 3 }) },
    },
    drop: { from: ['draft', 'used'], to: 'gone' },
  },
});

/** Seen by whom it belongs to alone. */
export const diary = defineResource({
  name: 'demo.diary',
  path: 'demo/diaries',
  title: 'title',
  fields: {
    title: f.text({ required: true, list: true }),
    owner: f.ref('identity.user', { required: true, list: true }),
    state: f.state(['open', 'closed'], { list: true }),
  },
  search: ['title'],
  verbs: { close: { from: ['open'], to: 'closed' } },
});

export const demoServer = defineServer(
  defineContract(
    { name: 'demo', depends: ['org', 'identity'] },
    { resources: [thing, diary], permissions: ['demo.diary:all'] },
  ),
  {
    resources: [
      serve(thing, {
        derive: (row) => ({ sum: row.lines.reduce((sum, line) => sum + (line.weight ?? 0), 0) }),
        verbs: { use: async () => undefined, drop: async () => undefined },
      }),
      serve(diary, {
        scope: (ctx) => can(ctx, 'demo.diary:all') || ((eb) => eb('owner', '=', ctx.actor.id)),
        verbs: { close: async () => undefined },
      }),
    ],
  },
);
