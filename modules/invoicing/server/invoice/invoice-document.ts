import { formatDecimal, type Money, percentOf, type Row, sum, translate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { company, unit } from '#modules/org/contract/index.ts';
import { addDays, companyId } from '#modules/org/server/index.ts';
import { customer, paymentTerms } from '#modules/party/contract/index.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import type { invoice } from '../../contract/index.ts';
import {
  formatAmount,
  formatDate,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatUnitPrice,
} from '../../documents/format-invoice.ts';
import type { InvoiceDocument, InvoicePayment, InvoiceSeller } from '../../documents/invoice-data.ts';

type Invoice = Row<typeof invoice>;
const plain = (amount: Money) => formatDecimal(amount, 'money');

/** Everything the paper prints, from the posted invoice and the records it names. */
export async function invoiceDocument(ctx: Ctx, row: Invoice): Promise<InvoiceDocument> {
  const { language, currency } = row;
  const seller = await rowOf(ctx, company, await companyId(ctx));
  const order = await rowOf(ctx, salesOrder, row.order);
  const owner = await rowOf(ctx, customer, row.customer);
  const terms = await rowOf(ctx, paymentTerms, row.paymentTerms);
  const deliveryNote = await ctx.db
    .selectFrom('sales_delivery')
    .select('number')
    .where('order', '=', row.order)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return {
    language,
    currency,
    kind: 'invoice',
    number: row.number ?? '',
    date: formatDate(row.date ?? '', language),
    createdAt: row.postedAt ?? 0,
    priceMode: row.taxIncluded ? 'gross' : 'net',
    seller: sellerOf(seller, owner.country),
    recipient: {
      address: row.billingAddress.split('\n'),
      ...(owner.number && { customerNumber: owner.number }),
      ...(owner.vatId && { vatId: owner.vatId }),
    },
    references: {
      deliveryDate: formatDate(row.deliveryDate ?? row.date ?? '', language),
      ...(order.number && { orderNumber: order.number }),
      orderDate: formatDate(order.date, language),
      ...(row.customerReference && { customerReference: row.customerReference }),
      ...(deliveryNote && { deliveryNoteNumber: String(deliveryNote.number) }),
    },
    lines: await documentLines(ctx, row),
    totals: {
      net: formatMoney(plain(row.netTotal), language, currency),
      gross: formatMoney(plain(row.grossTotal), language, currency),
      taxes: row.taxes.map(({ rate, net, tax, gross }) => ({
        rate: formatPercent(formatDecimal(rate, 'rate'), language),
        net: formatAmount(plain(net), language),
        tax: formatAmount(plain(tax), language),
        gross: formatAmount(plain(gross), language),
      })),
    },
    payment: paymentOf(row, seller, terms),
  };
}

function sellerOf(seller: Row<typeof company>, recipientCountry: string | null): InvoiceSeller {
  const abroad = recipientCountry !== null && recipientCountry !== seller.country;
  const country = abroad
    ? [new Intl.DisplayNames(['de'], { type: 'region' }).of(seller.country) ?? seller.country]
    : [];
  return {
    name: seller.name,
    address: [seller.street, `${seller.postalCode} ${seller.city}`, ...country],
    banks: seller.iban
      ? [{ name: seller.bankName ?? '', iban: seller.iban, ...(seller.bic && { bic: seller.bic }) }]
      : [],
    managingDirectors: seller.managingDirector ? [seller.managingDirector] : [],
    ...(seller.phone && { phone: seller.phone }),
    ...(seller.email && { email: seller.email }),
    ...(seller.website && { web: seller.website }),
    ...(seller.register && { register: seller.register }),
    ...(seller.vatId && { vatId: seller.vatId }),
    ...(seller.taxNumber && { taxNumber: seller.taxNumber }),
  };
}

async function documentLines(ctx: Ctx, row: Invoice): Promise<InvoiceDocument['lines']> {
  const { language } = row;
  const units = new Map(
    (
      await rowsOf(
        ctx,
        unit,
        row.lines.map((line) => line.unit),
      )
    ).map((one) => [one.id, translate(one.symbol, language) ?? one.code]),
  );
  return row.lines.map((line, index) => ({
    position: String(index + 1),
    productNumber: line.sku,
    ...(line.legacySku && { legacyProductNumber: line.legacySku }),
    description: line.description,
    quantity: formatQuantity(formatDecimal(line.quantity, 'quantity'), language),
    unit: units.get(line.unit) ?? '',
    unitPrice: formatUnitPrice(plain(line.price), language),
    ...(line.discount && { discount: formatPercent(formatDecimal(line.discount, 'rate'), language) }),
    taxRate: formatPercent(formatDecimal(line.taxPercent, 'rate'), language),
    amount: formatAmount(plain(line.amount), language),
    runningTotal: formatAmount(plain(sum(row.lines.slice(0, index + 1).map(({ amount }) => amount))), language),
  }));
}

function paymentOf(row: Invoice, seller: Row<typeof company>, terms: Row<typeof paymentTerms>): InvoicePayment {
  const { language } = row;
  const discount = percentOf(row.grossTotal, terms.cashDiscount ?? 0);
  const isEarly = discount > 0 && terms.cashDiscountDays !== null;
  return {
    dueDate: formatDate(row.dueDate ?? '', language),
    ...(isEarly && {
      cashDiscounts: [
        {
          percent: formatPercent(formatDecimal(terms.cashDiscount ?? 0, 'rate'), language),
          until: formatDate(addDays(row.date ?? '', terms.cashDiscountDays ?? 0), language),
          discount: formatMoney(plain(discount), language, row.currency),
          amount: formatMoney(plain(row.grossTotal - discount), language, row.currency),
        },
      ],
    }),
    ...(seller.iban && {
      transfer: {
        recipient: seller.name,
        iban: seller.iban,
        ...(seller.bic && { bic: seller.bic }),
        ...(seller.bankName && { bankName: seller.bankName }),
        amount: plain(row.grossTotal),
        reference: row.number ?? '',
      },
    }),
  };
}
