import { describe, expect, it } from 'vitest';
import { resolvePatterns } from './permission-patterns.ts';
import { roleSeed } from './role-seed.ts';

const crud = (name: string, ...actions: string[]) =>
  ['read', 'create', 'update', 'delete', ...actions].map((action) => `${name}:${action}`);
const permissions = [
  'audit.entry:read',
  'data:export',
  'data:import',
  'jobs:manage',
  'legacy:import',
  'legacy.importRun:read',
  ...crud('catalog.variant', 'purchasePrice', 'managePrices'),
  ...crud('identity.role', 'copy'),
  ...crud('identity.user', 'suspend', 'assignRoles', 'resetPassword'),
  'identity.session:read',
  'identity.session:end',
  'identity.session:all',
  ...crud('invoicing.invoice', 'post', 'cancel', 'recordPayment'),
  ...crud('org.taxRate'),
  'org.company:read',
  'org.company:update',
  ...crud('party.customer'),
  ...crud('pricing.change', 'apply', 'undo'),
  ...crud('pricing.price'),
  ...crud('pricing.priceList', 'activate'),
  ...crud('sales.order', 'confirm', 'cancel', 'deliver', 'margin', 'changePrice'),
  ...crud('stock.location'),
  'stock.balance:read',
  'stock.movement:read',
  'stock.movement:create',
  ...crud('stock.receipt', 'post', 'reverse', 'cost'),
  ...crud('stock.issue', 'post', 'reverse'),
  ...crud('stock.transfer', 'post', 'ship', 'receive', 'writeOff', 'reverse'),
  ...crud('stock.adjustment', 'post', 'reverse'),
  ...crud('stock.lot', 'block', 'unblock', 'customers'),
].sort();
const rights = new Map(roleSeed.map((role) => [role.code, new Set(resolvePatterns(role.permissions, permissions))]));
const may = (role: string, permission: string) => {
  expect(permissions, 'the list of this test').toContain(permission);
  return rights.get(role)?.has(permission) ?? false;
};

describe('permission patterns', () => {
  it('match whole names, alternatives and take away from left to right', () => {
    expect(resolvePatterns(['sales.order:confirm|cancel'], permissions)).toEqual([
      'sales.order:cancel',
      'sales.order:confirm',
    ]);
    expect(resolvePatterns(['*:read', '!*.*:read'], ['a.b:read', 'legacy:read'])).toEqual(['legacy:read']);
    expect(resolvePatterns(['*', '!sales.*:*', 'sales.order:read'], permissions)).toContain('sales.order:read');
    expect(resolvePatterns(['sales.order:rea'], permissions)).toEqual([]);
    expect(resolvePatterns(['salesXorder:read'], ['sales.order:read'])).toEqual([]);
    expect(resolvePatterns(['sales.order:read'], ['salesXorder:read'])).toEqual([]);
  });
});

describe('the roles Kontor brings along', () => {
  it('PRD-ROL-17 are five core and eleven functional ones, named in both languages', () => {
    expect(roleSeed).toHaveLength(16);
    expect(new Set(roleSeed.map((role) => role.code)).size).toBe(16);
    for (const role of roleSeed) expect(Object.values({ ...role.name, ...role.description }).every(Boolean)).toBe(true);
  });

  it('PRD-ROL-01 the viewer changes nothing and sees nothing sensitive', () => {
    for (const permission of rights.get('viewer') ?? []) expect(permission).toMatch(/:read$|^identity\.session:end$/);
    expect(may('viewer', 'sales.order:read')).toBe(true);
    for (const sensitive of [
      'catalog.variant:purchasePrice',
      'sales.order:margin',
      'identity.user:read',
      'audit.entry:read',
      'legacy.importRun:read',
    ])
      expect(may('viewer', sensitive), sensitive).toBe(false);
  });

  it('the manager decides but does not configure', () => {
    expect(may('manager', 'sales.order:cancel')).toBe(true);
    expect(may('manager', 'sales.order:margin')).toBe(true);
    for (const denied of [
      'org.company:update',
      'org.taxRate:delete',
      'identity.role:update',
      'identity.user:assignRoles',
      'identity.user:resetPassword',
      'legacy:import',
    ])
      expect(may('manager', denied), denied).toBe(false);
  });

  it('PRD-ROL-05 administrators hold every permission there is', () => {
    expect(rights.get('administrator')?.size).toBe(permissions.length);
    expect(rights.get('system_administrator')?.size).toBe(permissions.length);
  });

  it.each([
    [
      'sales_representative',
      ['party.customer:create', 'sales.order:confirm'],
      [
        'sales.order:margin',
        'sales.order:changePrice',
        'invoicing.invoice:post',
        'stock.movement:create',
        'catalog.variant:update',
      ],
    ],
    [
      'sales_manager',
      ['sales.order:changePrice', 'catalog.variant:managePrices', 'sales.order:margin', 'party.customer:delete'],
      ['invoicing.invoice:post', 'identity.user:read'],
    ],
    [
      'warehouse_clerk',
      [
        'stock.movement:create',
        'stock.receipt:post',
        'stock.issue:post',
        'stock.transfer:post',
        'stock.adjustment:create',
        'sales.order:deliver',
      ],
      [
        'stock.adjustment:post',
        'stock.receipt:reverse',
        'stock.receipt:cost',
        'stock.lot:unblock',
        'stock.location:create',
        'catalog.variant:purchasePrice',
        'sales.order:update',
        'invoicing.invoice:read',
      ],
    ],
    [
      'warehouse_manager',
      [
        'stock.location:create',
        'stock.transfer:post',
        'stock.adjustment:post',
        'stock.receipt:reverse',
        'stock.lot:customers',
      ],
      ['sales.order:update', 'catalog.variant:purchasePrice', 'stock.receipt:cost'],
    ],
    [
      'purchase_officer',
      ['catalog.variant:purchasePrice', 'stock.receipt:create'],
      ['sales.order:read', 'party.customer:read'],
    ],
    [
      'finance_user',
      ['invoicing.invoice:recordPayment', 'data:export', 'sales.order:read'],
      ['sales.order:update', 'sales.order:confirm', 'party.customer:update'],
    ],
    [
      'marketing_user',
      ['catalog.variant:read'],
      ['catalog.variant:purchasePrice', 'party.customer:read', 'catalog.variant:update'],
    ],
    [
      'quality_assurance',
      ['stock.receipt:read', 'stock.lot:block', 'stock.lot:unblock', 'stock.lot:customers'],
      ['stock.receipt:post', 'sales.order:read', 'party.customer:read'],
    ],
    [
      'customer_service',
      ['party.customer:update', 'invoicing.invoice:read'],
      ['catalog.variant:update', 'invoicing.invoice:post', 'sales.order:update'],
    ],
  ])('PRD-ROL-11 PRD-ROL-13 %s may what its work needs and no more', (role, granted, denied) => {
    for (const permission of granted) expect(may(role, permission), permission).toBe(true);
    for (const permission of denied) expect(may(role, permission), permission).toBe(false);
  });

  it('PRD-PRM-08 PRD-ROL-10 sales reads list prices, its manager decides on them, the warehouse sees none', () => {
    for (const role of ['sales_representative', 'customer_service', 'finance_user']) {
      expect(may(role, 'pricing.price:read'), role).toBe(true);
      for (const denied of ['pricing.price:update', 'pricing.priceList:activate', 'pricing.change:apply'])
        expect(may(role, denied), `${role} ${denied}`).toBe(false);
    }
    for (const granted of ['pricing.price:create', 'pricing.priceList:activate', 'pricing.change:apply'])
      expect(may('sales_manager', granted), granted).toBe(true);
    for (const role of ['warehouse_clerk', 'warehouse_manager', 'marketing_user', 'production_planner'])
      expect(may(role, 'pricing.price:read'), role).toBe(false);
  });

  it('let everybody see and end his own sessions, and nobody but administrators those of others', () => {
    for (const [role, held] of rights) {
      expect(held.has('identity.session:end'), role).toBe(true);
      expect(held.has('identity.session:all'), role).toBe(role.endsWith('administrator'));
    }
  });
});
