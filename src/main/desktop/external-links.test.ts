import { expect, it } from 'vitest';
import { checkExternalLink } from './external-links';

const sources = {
  catalogue: [{ docsUrl: 'https://developers.trendyol.com/docs' }, {}],
  docs: ['https://woocommerce.github.io/woocommerce-rest-api-docs/'],
  connections: [
    {
      values: {
        address: 'https://www.magaza.example',
        sellerId: '1234.56',
        shop: 'ana-magaza.myshopify.com',
      },
    },
  ],
};

it.each([
  'https://developers.trendyol.com/docs/anything?x=1',
  'https://woocommerce.github.io/',
  'https://magaza.example/urun/1',
  'https://www.magaza.example/',
  'https://ana-magaza.myshopify.com/products/a',
])('opens %s', (url) => {
  expect(checkExternalLink(url, sources)).toBe(url);
});

it.each([
  ['https://example.com/', 'input.hostNotAllowed'],
  ['https://developers.trendyol.com.evil.example/', 'input.hostNotAllowed'],
  ['https://developers.trendyol.com@evil.example/', 'input.hostNotAllowed'],
  ['https://user:pass@magaza.example/', 'input.hostNotAllowed'],
  ['https://magaza.example:8443/', 'input.hostNotAllowed'],
  ['http://magaza.example/', 'input.insecureAddress'],
  ['file:///etc/passwd', 'input.insecureAddress'],
])('refuses %s', (url, code) => {
  expect(() => checkExternalLink(url, sources)).toThrow(expect.objectContaining({ code }));
});
