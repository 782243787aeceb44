import { expect, type Page } from '@playwright/test';
import type { ConnectionId, RunId } from '../../../src/shared/domain/ids';
import { connectionIdSchema, runIdSchema } from '../../../src/shared/domain/ids';
import { invoke } from './bridge';
import { field, goTo, title } from './pages';

/** A channel as its form shows it in Turkish. */
export interface FormChannel {
  readonly id: string;
  readonly name: string;
  /** The secret field that a test gets wrong, by name and by label. */
  readonly secret: { readonly field: string; readonly label: string };
}

export const FORM_CHANNELS = {
  trendyol: { id: 'trendyol', name: 'Trendyol', secret: { field: 'apiSecret', label: 'API Secret' } },
  hepsiburada: {
    id: 'hepsiburada',
    name: 'Hepsiburada',
    secret: { field: 'serviceKey', label: 'Servis anahtarı' },
  },
  woocommerce: {
    id: 'woocommerce',
    name: 'WooCommerce',
    secret: { field: 'consumerSecret', label: 'Müşteri gizli anahtarı (Consumer secret)' },
  },
  shopify: {
    id: 'shopify',
    name: 'Shopify',
    secret: { field: 'accessToken', label: 'Admin API erişim anahtarı (isteğe bağlı)' },
  },
} as const satisfies Record<string, FormChannel>;

/** Opens the form and fills it with the practice account. */
export async function fillForm(page: Page, channel: FormChannel): Promise<void> {
  await goTo(page, `/connect/${channel.id}`);
  await expect(title(page, `${channel.name} bağla`)).toBeVisible();
  await page.getByRole('button', { name: 'Deneme bilgilerini doldur' }).click();
  await expect(page.getByText('Deneme pazaryerinin bilgileri dolduruldu.')).toBeVisible();
}

export const testButton = (page: Page) => page.getByRole('button', { name: 'Bağlantıyı sına' });
export const steps = (page: Page) => page.getByRole('list', { name: 'Sınama adımları' });

/** Tests the filled form, names the connection and saves it; returns it with the run of its first read. */
export async function testAndSave(
  page: Page,
  name: string,
): Promise<{ connectionId: ConnectionId; runId: RunId }> {
  await testButton(page).click();
  await expect(page.getByText('Bağlantı çalışıyor.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Devam' }).click();
  await field(page, 'Bağlantının adı').fill(name);
  await page.getByRole('button', { name: 'Kaydet ve oku' }).click();
  await expect(page.getByRole('heading', { name: `İlk okuma: ${name}` })).toBeVisible();
  const runId = runIdSchema.parse(new URL(page.url().replace('#', '')).searchParams.get('run'));
  const connections = await invoke(page, 'connections.list', {});
  const found = connections.find((connection) => connection.name === name);
  return { connectionId: connectionIdSchema.parse(found?.id), runId };
}
