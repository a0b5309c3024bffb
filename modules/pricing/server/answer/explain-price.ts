import {
  type DecimalKind,
  formatDecimal,
  type Language,
  type Money,
  type Quantity,
  type Rate,
  translate,
} from '#kernel/contract/index.ts';
import { type Ctx, can } from '#kernel/server/ctx.ts';
import type { Explanation, ExplanationStep } from '../../contract/index.ts';
import { priceList } from '../../contract/index.ts';
import type { Loser, PriceStep } from './decide-price.ts';
import { type Candidate, startOf } from './precedence.ts';
import type { PriceAnswer, PriceAsk } from './prices-for.ts';

const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** Numbers as the reader writes them; a decimal string goes in, so that nothing is lost on the way. */
const written = (
  value: number,
  kind: DecimalKind,
  language: Language,
  options: Intl.NumberFormatOptions = {},
): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: 6, ...options }).format(
    formatDecimal(value, kind) as Intl.StringNumericLiteral,
  );
export const moneyText = (value: Money, language: Language): string =>
  written(value, 'money', language, {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  });
const rateText = (value: Rate, language: Language): string => `${written(value, 'rate', language)} %`;
export const quantityText = (value: Quantity, language: Language): string => written(value, 'quantity', language);
/** A business day, as the reader writes it. */
export const dayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00Z`),
  );

/** What there is none of is `none`, for messages to leave out. */
type Params = Record<string, string>;

/** Puts the answer into sentences of the reader's language. */
export class Explainer {
  readonly #ctx: Ctx;

  constructor(ctx: Ctx) {
    this.#ctx = ctx;
  }

  explain(ask: PriceAsk, answer: PriceAnswer): Explanation {
    const money = (value: Money | null) => (value === null ? null : formatDecimal(value, 'money'));
    const rate = (value: Rate | null) => (value === null ? null : formatDecimal(value, 'rate'));
    return {
      variant: { id: ask.variant, sku: answer.sku },
      customer: ask.customer,
      quantity: formatDecimal(ask.quantity, 'quantity'),
      date: ask.date,
      channel: answer.channel,
      price: money(answer.price),
      taxIncluded: answer.taxIncluded,
      taxPercent: formatDecimal(answer.taxPercent, 'rate'),
      discount: rate(answer.discount),
      finalPrice: money(answer.finalPrice),
      steps: answer.steps.map((step) => this.#step(step)),
      losers: answer.losers.map((loser) => this.#loser(loser)),
      breaks: answer.breaks().map(({ from, price, discount }) => ({
        from: formatDecimal(from, 'quantity'),
        price: money(price),
        discount: rate(discount),
      })),
    };
  }

  t(message: string, params: Params = {}): string {
    return this.#ctx.app.texts.say(this.#ctx.language, message, params);
  }

  #step(step: PriceStep): ExplanationStep {
    const params = this.#stepParams(step);
    return { code: step.code, params, text: this.t(`pricing.step.${step.code}`, params) };
  }

  #loser(loser: Loser): ExplanationStep {
    const params = this.#loserParams(loser);
    return { code: loser.reason, params, text: this.t(`pricing.lost.${loser.reason}`, params) };
  }

  #stepParams(step: PriceStep): Params {
    const { language } = this.#ctx;
    const amount: Params = 'amount' in step && step.amount !== null ? { amount: moneyText(step.amount, language) } : {};
    const candidate: Params = 'candidate' in step ? this.#candidateParams(step.candidate) : {};
    switch (step.code) {
      case 'base':
        return { ...amount, priceType: step.priceType, tax: step.taxIncluded ? 'gross' : 'net' };
      case 'noBase':
        return { priceType: step.priceType };
      case 'quantityBreak':
        return { from: quantityText(step.from, language) };
      case 'toNet':
      case 'toGross':
        return { ...amount, percent: rateText(step.taxPercent, language) };
      case 'customerDiscount':
        return { ...amount, percent: rateText(step.discount, language) };
      case 'noPrice':
        return {};
      default:
        // A discount on what has no price reduces nothing.
        return step.code === 'listDiscount' ? { ...candidate, amount: 'none', ...amount } : { ...candidate, ...amount };
    }
  }

  #loserParams({ candidate }: Loser): Params {
    const { language } = this.#ctx;
    const end = [candidate.validTo, candidate.list.validTo].filter((day) => day !== null).sort()[0];
    return {
      ...this.#candidateParams(candidate),
      from: quantityText(candidate.minQuantity, language),
      start: startOf(candidate) ? dayText(startOf(candidate), language) : 'none',
      end: end ? dayText(end, language) : 'none',
    };
  }

  #candidateParams({ list, price, discount, subject }: Candidate): Params {
    const { language } = this.#ctx;
    // Who may not read the lists is told no more than that there is one.
    const name = can(this.#ctx, `${priceList.name}:read`)
      ? (translate(list.name, language) ?? list.code)
      : this.t(priceList.name);
    return {
      list: name,
      subject,
      tax: list.taxIncluded ? 'gross' : 'net',
      channel: list.channel,
      ...(price !== null && { amount: moneyText(price, language), value: moneyText(price, language) }),
      ...(discount !== null && { percent: rateText(discount, language), value: `−${rateText(discount, language)}` }),
    };
  }
}
