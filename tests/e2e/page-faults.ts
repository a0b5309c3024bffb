import type { Page } from 'playwright-core';

/** Modules and namespaces that message ids begin with; one that is read on a page has no message. */
const namespaces =
  'web|error|module|permission|job|kernel|org|identity|party|catalog|stock|documents|sales|invoicing|legacy|audit';

/**
 * What every page must keep to, looked at in the browser: no message id shown raw, no control without a name, no input
 * without a label, no id twice, nothing wider than the window, and text that stands out from its ground (WCAG 2.2 AA).
 * Returns sentences; empty = nothing to mend.
 */
export function pageFaults(page: Page): Promise<string[]> {
  return page.evaluate(findFaults, namespaces);
}

/** Runs in the page: it may use nothing from around it. */
function findFaults(idSpaces: string): string[] {
  const faults = new Set<string>();
  const rawId = new RegExp(`^(${idSpaces})(\\.[\\w-]+)+$`);
  const visible = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 1;
  const describe = (element: Element) =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class')?.slice(0, 60) ?? ''}"> ${element.textContent?.trim().slice(0, 40) ?? ''}`;

  const nameOf = (element: Element) => {
    const labels = 'labels' in element ? [...((element.labels as NodeListOf<Element> | null) ?? [])] : [];
    const by = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
    const texts = [...labels, ...by].map((label) => label?.textContent ?? '');
    return [element.getAttribute('aria-label'), ...texts, element.textContent, element.getAttribute('title')]
      .join('')
      .trim();
  };
  const controls = 'button, a[href], input:not([type=hidden]), select, textarea, [role=button], [role=menuitem]';
  for (const element of document.querySelectorAll(controls))
    if (visible(element) && nameOf(element) === '') faults.add(`no name: ${describe(element)}`);
  for (const image of document.querySelectorAll('img:not([alt])'))
    faults.add(`no alternative text: ${describe(image)}`);

  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) faults.add(`id twice: ${id}`);
  for (const attribute of ['aria-describedby', 'aria-labelledby', 'aria-controls'])
    for (const element of document.querySelectorAll(`[${attribute}]`))
      for (const id of (element.getAttribute(attribute) ?? '').split(' '))
        if (id && attribute !== 'aria-controls' && !document.getElementById(id))
          faults.add(`${attribute} leads nowhere: ${describe(element)}`);

  for (const element of document.querySelectorAll('[aria-label], [placeholder], [data-tip]'))
    for (const attribute of ['aria-label', 'placeholder', 'data-tip'])
      if (rawId.test(element.getAttribute(attribute) ?? ''))
        faults.add(`message id: ${element.getAttribute(attribute)}`);
  for (const frame of document.querySelectorAll('html, main'))
    if (frame.scrollWidth > frame.clientWidth)
      faults.add(`wider than the window: <${frame.tagName}> ${frame.scrollWidth} px of ${frame.clientWidth}`);

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const parsed = new Map<string, [number, number, number, number]>();
  const colour = (css: string): [number, number, number, number] => {
    const known = parsed.get(css);
    if (known || !canvas) return known ?? [0, 0, 0, 1];
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    const found: [number, number, number, number] = [red, green, blue, alpha / 255];
    parsed.set(css, found);
    return found;
  };
  const over = (top: number[], below: number[]) =>
    [0, 1, 2].map((at) => (top[at] ?? 0) * (top[3] ?? 1) + (below[at] ?? 0) * (1 - (top[3] ?? 1)));
  const groundOf = (element: Element): number[] => {
    const layers: number[][] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      const layer = colour(getComputedStyle(at).backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.toReversed().reduce((below, layer) => over(layer, below), colour('Canvas') as number[]);
  };
  const light = (rgb: number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (!text || !parent || !visible(parent)) continue;
    if (rawId.test(text)) faults.add(`message id: ${text}`);
    if (parent.closest('[disabled], [data-disabled], [aria-disabled=true], [inert], option')) continue;
    const style = getComputedStyle(parent);
    const ground = groundOf(parent);
    const [a, b] = [light(over(colour(style.color), ground)), light(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5) - 0.01)
      faults.add(`contrast ${ratio.toFixed(2)}: ${describe(parent)} ${style.color} on ${ground.map(Math.round)}`);
  }
  return [...faults];
}
