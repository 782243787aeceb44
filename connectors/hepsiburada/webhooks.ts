import type { Webhooks } from '../../src/shared/connector/webhook';

/**
 * Hepsiburada calls one address per event under a base address that it is told by ticket, with user and password. What the bodies
 * hold is not published, so that every event only says: read the orders.
 */
export const webhooks: Webhooks = {
  proof: { kind: 'basic', user: 'kervan', secret: 'own' },
  topic: { kind: 'path' },
  topics: { '*': { stream: 'orders', entity: 'orderNumber' } },
  methods: ['PUT'],
  byHand: {
    tr: 'Hepsiburada satıcı panelinde destek kaydı açın; temel adres olarak aşağıdaki adresi, kullanıcı adı ve parola olarak aşağıdakileri yazın.',
    en: 'Open a support ticket in the Hepsiburada seller panel; give the address below as the base address, and the user and password below.',
  },
  doc: 'https://developers.hepsiburada.com/hepsiburada/reference',
};
