import { useEffect, useState } from 'react';
import classes from './TipLayer.module.css';

interface Tip {
  text: string;
  keys: string | undefined;
  x: number;
  y: number;
  above: boolean;
}

const delay = 450;

/**
 * Shows the tip of whatever element bears `data-tip` (and `data-keys`). One listener for the page instead of a component
 * around each button; the element's own label serves screen readers.
 */
export default function TipLayer() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(timer);
      setTip(null);
    };
    const show = (event: Event) => {
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null;
      hide();
      if (!element?.dataset.tip) return;
      const { tip: text, keys } = element.dataset;
      timer = setTimeout(() => {
        if (!element.isConnected || element.getAttribute('aria-expanded') === 'true') return;
        const box = element.getBoundingClientRect();
        const above = box.bottom + 44 > window.innerHeight;
        const x = Math.min(Math.max(box.left + box.width / 2, 80), window.innerWidth - 80);
        setTip({ text, keys, x, y: above ? box.top - 6 : box.bottom + 6, above });
      }, delay);
    };
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hide();
    const onFocus = (event: Event) =>
      event.target instanceof Element && event.target.matches(':focus-visible') && show(event);
    document.addEventListener('pointerover', show);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', hide, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', show);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);
  if (!tip) return null;
  return (
    <div className={classes.tip} style={{ left: tip.x, top: tip.y }} data-above={tip.above || undefined} aria-hidden>
      {tip.text}
      {tip.keys && <kbd className={classes.keys}>{tip.keys}</kbd>}
    </div>
  );
}
