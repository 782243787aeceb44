import { expect, type Page, test } from '@playwright/test';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { turkishEan13 } from '../marketplaces/kit/barcode';
import type { GivenProduct } from '../marketplaces/kit/given-product';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { goTo, openPlace, passFirstStart, watchPage } from './kit/pages';
import { type Practice, practiceEnvironment, stopAll } from './kit/practice';
import { keepPicture, setAppearance, TWO_LOOKS } from './kit/screenshots';
import { connectShop, readShop } from './kit/shops';
import { expectNoOverflow, resize, SMALL_WINDOWS, USUAL_WINDOW } from './kit/window-size';

const COLOURS = ['Bej', 'Gri', 'Lacivert', 'Haki', 'Hardal', 'Siyah', 'Ekru', 'Mürdüm'];
const THINGS = ['Havlu', 'Bornoz', 'Paspas', 'Nevresim', 'Yastık', 'Kırlent', 'Çarşaf', 'Perde'];

/** Sixty-four goods whose names have one word in common at most. */
const goods: readonly GivenProduct[] = Array.from({ length: 64 }, (_, index) => ({
  sku: `KRV-${100 + index}`,
  barcode: turkishEan13(1000 + index),
  title: `${THINGS[index % 8]} ${COLOURS[Math.floor(index / 8)]}`,
  stock: 5 + (index % 4),
  price: '149.90',
}));
const good = (index: number): GivenProduct => {
  const found = goods[index];
  if (!found) throw new Error(`there is no good ${index}`);
  return found;
};
/** The other shop: eight the same, three under an own barcode and another pack, six of its own. */
const others: readonly GivenProduct[] = [
  ...goods.slice(0, 8),
  ...[10, 11, 12].map((index) => ({
    ...good(index),
    barcode: turkishEan13(5000 + index),
    title: `${good(index).title.toLocaleUpperCase('tr')} 2’Lİ`,
  })),
  ...Array.from({ length: 6 }, (_, index) => ({
    sku: `OZEL-${index}`,
    barcode: turkishEan13(9000 + index),
    title: `${['Çaydanlık', 'Fincan', 'Tepsi', 'Sürahi', 'Kase', 'Tabak'][index]} porselen`,
    stock: 3,
    price: '89.00',
  })),
];

test.describe.configure({ mode: 'serial' });

test.describe('matching', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  const markets: Practice[] = [];
  let kervan: RunningKervan;
  let page: Page;
  let watch: ReturnType<typeof watchPage>;
  let second: ConnectionId;

  const connect = async (market: Practice, name: string): Promise<ConnectionId> => {
    const id = await connectShop(page, market, name);
    await readShop(page, id, ['products']);
    return id;
  };
  const sums = () => invoke(page, 'matching.summary', {});
  const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const toast = (text: string | RegExp) => page.getByRole('alertdialog').filter({ hasText: text });
  const cardTitle = () => page.getByRole('article').getByRole('heading', { level: 2 });

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    markets.push(
      await startWooCommerce({ orders: 0, catalogue: goods }),
      await startTrendyol({ orders: 0, catalogue: others }),
    );
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: practiceEnvironment(practice.path, markets),
    });
    page = kervan.page;
    watch = watchPage(page);
    await passFirstStart(page);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await stopAll(markets);
    folder.remove();
    practice.remove();
  });

  test('adds what a first shop sells as own products, and says that nothing goes to the channel', async () => {
    const [first] = markets;
    if (!first) throw new Error('no first shop');
    await openPlace(page, 'Eşleştirme');
    await expect(page.getByText(/Henüz okunmuş ürün yok/)).toBeVisible();
    await expectAccessible(page);
    await connect(first, 'magaza.example');
    await button('64 yeni ürüne geç').click();
    await expect(tab('Yeni')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText(/Kanallarda hiçbir şey açılmaz/)).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Yeni ürünler' })).toHaveAttribute('aria-rowcount', '65');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await expect(toast('64 kanal ürünü için ürün eklendi')).toBeVisible();
    await expect(page.getByText('Eşleşmeyi bekleyen ürün yok.')).toBeVisible();
    expect(await sums()).toMatchObject({ new: 0, matched: 64 });
  });

  test('accepts the sure ones of a second shop at once, and takes that back with the message', async () => {
    const [, other] = markets;
    if (!other) throw new Error('no second shop');
    second = await connect(other, 'Ana mağaza');
    await expect.poll(async () => (await sums()).sure).toBe(8);
    await goTo(page, `/connections/${second}`);
    await expect(page.getByText('Eşleştirmeyi bekleyen ürünler: 8 kesin, 3 şüpheli, 6 yeni.')).toBeVisible();
    await keepPicture(page, 'matching-connection', 'tr', 'light');
    await page.getByRole('main').getByRole('button', { name: 'Eşleştir', exact: true }).click();
    await expect(page.getByRole('grid', { name: 'Kesin eşleşmeler' })).toContainText('barkod aynı');
    await expectAccessible(page);
    await button('8 kesin eşleşmeyi kabul et').click();
    const done = toast('8 eşleşme kabul edildi');
    await expect(done).toBeVisible();
    expect(await sums()).toMatchObject({ sure: 0, matched: 72 });
    await done.getByRole('button', { name: 'Geri al' }).click();
    await expect(toast('8 değişiklik geri alındı')).toBeVisible();
    await button('8 kesin eşleşmeyi kabul et').click();
    await expect.poll(async () => (await sums()).matched).toBe(72);
    await expect(
      page.getByRole('navigation', { name: 'Sayfalar' }).getByRole('link', { name: 'Eşleştirme, 3 karar' }),
    ).toBeVisible();
  });

  test('stands in both languages and themes, in a small window and enlarged', async () => {
    test.setTimeout(120_000);
    const [small, enlarged] = SMALL_WINDOWS;
    const look = async (suffix: string, language: 'tr' | 'en', theme: 'light' | 'dark') => {
      for (const chosen of ['doubtful', 'sure', 'new', 'matched'] as const) {
        await goTo(page, `/matching?tab=${chosen}`);
        await expect(
          page
            .getByRole('tabpanel')
            .getByRole(chosen === 'doubtful' ? 'article' : 'grid')
            .or(page.getByText(/^(Kesin eşleşme yok|No sure matches)/)),
        ).toBeVisible();
        if (chosen === 'doubtful') await expect(button(/^(Eşleştir|Match) E/)).toBeInViewport();
        await expectAccessible(page);
        await keepPicture(page, `matching-${chosen}${suffix}`, language, theme);
        await expectNoOverflow(page, `${chosen}${suffix}`);
      }
    };
    for (const [language, theme] of TWO_LOOKS) {
      await resize(kervan, USUAL_WINDOW);
      await setAppearance(page, language, theme);
      await look('', language, theme);
      await resize(kervan, small);
      await look('-1024', language, theme);
    }
    await resize(kervan, enlarged);
    await look('-zoom200', 'en', 'dark');
    await resize(kervan, USUAL_WINDOW);
    await setAppearance(page, 'tr', 'light');
  });

  test('decides the doubtful ones one by one, with keys alone', async () => {
    await goTo(page, '/');
    await expect(page.getByText('3 şüpheli eşleşme')).toBeVisible();
    await keepPicture(page, 'matching-overview', 'tr', 'light');
    await button(/^Eşleştir: 3/).click();
    await expect(page.getByText('Kanaldaki ürün · 1 / 3')).toBeVisible();
    const first = (await cardTitle().textContent()) ?? '';
    await expect(page.getByRole('radio').first()).toBeChecked();
    await expect(page.getByRole('article')).toContainText('adet farklı');
    await expectAccessible(page);

    await page.keyboard.press('ArrowRight');
    await expect(page.getByText('Kanaldaki ürün · 2 / 3')).toBeVisible();
    const next = (await cardTitle().textContent()) ?? '';
    expect(next).not.toBe(first);
    await page.keyboard.press('x');
    await expect(cardTitle()).not.toHaveText(next);
    expect(await sums()).toMatchObject({ doubtful: 2, ignored: 1 });

    await page.keyboard.press('Control+z');
    await expect(cardTitle()).toHaveText(next);
    await expect.poll(sums).toMatchObject({ doubtful: 3, ignored: 0 });
    await page.keyboard.press('e');
    await expect.poll(sums).toMatchObject({ doubtful: 2, matched: 73 });
    await page.keyboard.press('y');
    await expect.poll(sums).toMatchObject({ doubtful: 1, matched: 74 });
    await expect(page.getByText('Listenin sonuna gelindi.')).toBeVisible();
    await button('Sonraya kalan 1 ürüne dön').click();
    await expect(cardTitle()).toHaveText(first);
  });

  test('finds any other product, and asks before a shop has two listings of one', async () => {
    await button('Başka ürün seç …').click();
    const dialog = page.getByRole('dialog', { name: 'Başka ürün seç' });
    await dialog.getByRole('searchbox').fill(good(0).sku.toLowerCase());
    await expect(dialog.getByText('1 ürün bulundu.')).toBeVisible();
    await expectAccessible(page);
    await keepPicture(page, 'matching-search', 'tr', 'light');
    await dialog.getByRole('searchbox').press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('radio', { checked: true })).toHaveAccessibleName(/siz seçtiniz/);
    await page.keyboard.press('e');
    const question = page.getByRole('alertdialog', { name: 'Aynı mağazada ikinci ilan' });
    await expect(question).toContainText(good(0).title);
    await expect(question).toContainText('Ana mağaza');
    await expectAccessible(page);
    await keepPicture(page, 'matching-duplicate', 'tr', 'light');
    expect(await sums()).toMatchObject({ doubtful: 1 });
    await question.getByRole('button', { name: 'İkisini de bağla' }).click();
    await expect(page.getByText('Şüpheli eşleşme yok.')).toBeVisible();
    expect(await sums()).toMatchObject({ doubtful: 0, matched: 75 });
  });

  test('ignores several new ones by keyboard, shows them, and takes any change back from the list', async () => {
    await button('6 yeni ürüne geç').click();
    const grid = page.getByRole('grid', { name: 'Yeni ürünler' });
    await grid.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Space');
    await expect(page.getByText('2 satır seçili').first()).toBeVisible();
    await button('Yok say').click();
    await expect(toast('2 ürün yok sayıldı')).toBeVisible();
    await tab('Yok sayılan').click();
    await expect(page.getByRole('grid', { name: 'Yok sayılan kanal ürünleri' })).toHaveAttribute(
      'aria-rowcount',
      '3',
    );
    await expectAccessible(page);
    await button('Son işlemler').click();
    const panel = page.getByRole('complementary', { name: 'Son işlemler' });
    await expect(panel.getByRole('listitem').first()).toContainText('Yok sayıldı');
    await expectAccessible(page);
    await keepPicture(page, 'matching-batches', 'tr', 'light');
    await panel.getByRole('listitem').first().getByRole('button').click();
    await expect(panel.getByRole('listitem').first()).toContainText('Geri alındı');
    expect(await sums()).toMatchObject({ ignored: 0, new: 6 });
    await tab('Eşleşen').click();
    await expect(page.getByRole('grid', { name: 'Eşleşen kanal ürünleri' })).toHaveAttribute(
      'aria-rowcount',
      '76',
    );
    expect(watch.complaints()).toEqual([]);
  });
});
