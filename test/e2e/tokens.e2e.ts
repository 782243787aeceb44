import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { field, goTo, passFirstStart, title, watchPage } from './kit/pages';
import { keepPicture, setAppearance, TWO_LOOKS } from './kit/screenshots';
import { expectNoOverflow } from './kit/window-size';

const DAY_MS = 86_400_000;

test.describe.configure({ mode: 'serial' });

test.describe('tokens of the local API', () => {
  const folder = freshDataFolder();
  let kervan: RunningKervan;
  let page: Page;
  let watch: ReturnType<typeof watchPage>;
  let secret = '';

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    kervan = await launchKervan({ dataFolder: folder.path });
    page = kervan.page;
    watch = watchPage(page);
    await passFirstStart(page);
    await goTo(page, '/settings?tab=network');
    await expect(title(page, 'Ayarlar')).toBeVisible();
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    folder.remove();
  });

  const card = () => page.getByRole('region', { name: 'Yerel API jetonları' }).first();
  const row = (name: string | RegExp) => card().getByRole('row', { name });
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

  async function ask(method: string, path: string): Promise<number> {
    const { apiUrl } = await invoke(page, 'system.status', {});
    if (apiUrl === null) throw new Error('the local API does not listen');
    const answer = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}` },
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  test('one is made by keyboard, its value shown and copied once', async () => {
    await expect(row(/^İlk açılış jetonu/)).toContainText('Yönetici');
    await button('Jeton oluştur').press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Yeni jeton' });
    await expect(field(dialog, 'Ad')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('Bir ad yazın')).toBeVisible();
    await page.keyboard.type('İğneada Muhasebe');
    await dialog.getByRole('radio', { name: /İzleyen/ }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('radio', { name: /İşletmen/ })).toBeChecked();
    await expectAccessible(page);
    await keepPicture(page, 'token-create', 'tr', 'light');
    await dialog.getByRole('button', { name: 'Jeton oluştur' }).click();
    const made = page.getByRole('alertdialog', { name: 'Jeton hazır: İğneada Muhasebe' });
    secret = (await made.getByTestId('token-value').textContent()) ?? '';
    expect(secret).toMatch(/^kvn_[\w-]{43}$/);
    await expectAccessible(page);
    await keepPicture(page, 'token-made', 'tr', 'light');
    // Not closed by a slip: nobody can show the value again.
    await page.keyboard.press('Escape');
    await expect(made).toBeVisible();
    await made.getByRole('button', { name: 'Jetonu kopyala' }).click();
    await expect(made.getByRole('button', { name: 'Jeton kopyalandı' })).toBeVisible();
    expect(await kervan.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(secret);
    await page.keyboard.press('Escape');
    await expect(made).toBeHidden();
    await expect(row(/^İğneada Muhasebe/)).toContainText('İşletmen');
    await expect(row(/^İğneada Muhasebe/)).toContainText('hiç');
    expect(await page.content()).not.toContain(secret);
  });

  test('a program does with it what its role allows, and the card says when', async () => {
    expect(await ask('GET', '/api/connections')).toBe(200);
    expect(await ask('POST', '/api/webhooks/check')).toBe(403);
    expect(await ask('GET', '/api/tokens')).toBe(403);
    await goTo(page, '/');
    await goTo(page, '/settings?tab=network');
    await expect(row(/^İğneada Muhasebe/)).not.toContainText('hiç', { timeout: 20_000 });
  });

  test('a name is taken once, however it is written', async () => {
    await button('Jeton oluştur').click();
    await field(page.getByRole('dialog'), 'Ad').fill(' iğneada MUHASEBE ');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Bu adla bir jeton var.', { exact: false })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test('revoked, it is refused at once', async () => {
    await button('İptal et: İğneada Muhasebe').click();
    const question = page.getByRole('alertdialog', { name: /İğneada Muhasebe/ });
    await expect(question.getByRole('button', { name: 'Vazgeç' })).toBeFocused();
    await question.getByRole('button', { name: 'Jetonu iptal et' }).click();
    await expect(question).toBeHidden();
    await expect(row(/^İğneada Muhasebe/)).toHaveCount(0);
    expect(await ask('GET', '/api/connections')).toBe(401);
  });

  test('none, many and ended ones look as they should', async () => {
    await invoke(page, 'tokens.revoke', { id: 'first' });
    for (const [language, theme] of TWO_LOOKS) {
      await setAppearance(page, language, theme);
      await goTo(page, '/settings?tab=network');
      await expect(page.getByText(/^(Jeton yok\.|There is no token\.)/)).toBeVisible();
      await expectAccessible(page);
      await keepPicture(page, 'tokens-none', language, theme);
    }
    const names = [
      'Depo tableti',
      'Muhasebe',
      'x'.repeat(60),
      ...Array.from({ length: 12 }, (_, at) => `ERP ${at}`),
    ];
    for (const [at, name] of names.entries())
      await invoke(page, 'tokens.create', {
        name,
        role: (['viewer', 'operator', 'admin'] as const)[at % 3] ?? 'viewer',
        expiresAt: at % 2 === 0 ? null : Date.now() + (at === 1 ? 1_500 : at * DAY_MS),
      });
    await expect
      .poll(async () => (await invoke(page, 'tokens.list', {})).tokens.some(({ expired }) => expired))
      .toBe(true);
    for (const [language, theme] of TWO_LOOKS) {
      await setAppearance(page, language, theme);
      await goTo(page, '/settings?tab=network');
      await expect(page.getByRole('row', { name: /^Muhasebe/ })).toContainText(/süresi doldu|expired/);
      await expect(page.getByRole('row')).toHaveCount(names.length + 1);
      await expectNoOverflow(page, `tokens in ${language}`);
      await expectAccessible(page);
      await keepPicture(page, 'tokens-many', language, theme);
    }
    expect(watch.complaints()).toEqual([]);
  });
});
