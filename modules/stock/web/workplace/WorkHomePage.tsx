import { IconBarcode } from '@tabler/icons-react';
import { PageLink, useMay, useText } from '#kernel/web/index.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import { WorkplacePage } from '#kernel/web/workplace/WorkplacePage.tsx';
import { useWork } from './use-work.ts';
import classes from './work.module.css';

export const workHome = 'stock/work';

/** Where a work place begins: itself; where it is about one record, the list to choose it from. */
const beginOf = (path: string) => path.split('/:')[0] ?? path;

/** What one does there in a few words, beside the title: `stock.boxWork.title` → `stock.boxWork.tile`. */
const tileOf = (title: string) => title.replace(/\.title$/, '.tile');

/** Every work place that the user may stand at, of all modules. */
export default function WorkHomePage() {
  const { t, has } = useText();
  const may = useMay();
  const { pages, modules, resolve } = useRegistry();
  const work = useWork();
  const isOpen = (begin: string) => {
    const found = resolve(begin);
    return found?.kind === 'page' || (found?.kind === 'list' && may(`${found.resource.name}:read`));
  };
  const places = pages
    .filter(({ path, bare, permission }) => bare && path !== workHome && may(permission))
    .map((page) => ({ ...page, begin: beginOf(page.path) }))
    .filter(({ begin }) => isOpen(begin))
    // The day begins with what comes in.
    .toSorted((a, b) => Number(b.module === 'stock') - Number(a.module === 'stock'));
  return (
    <WorkplacePage title={t('stock.work.title')} back="" waiting={work.waiting} isStuck={work.isStuck}>
      <ul className={classes.tiles}>
        {places.map(({ path, begin, title, module, icon }) => {
          const Mark = icon ?? modules.find(({ contract }) => contract.module.name === module)?.icon ?? IconBarcode;
          return (
            <li key={path}>
              <PageLink path={begin} className={classes.tile}>
                <Mark size={44} stroke={1.5} aria-hidden />
                <strong>{t(title)}</strong>
                {has(tileOf(title)) && <span className={classes.quiet}>{t(tileOf(title))}</span>}
              </PageLink>
            </li>
          );
        })}
      </ul>
    </WorkplacePage>
  );
}
