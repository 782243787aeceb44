import { expect, it } from 'vitest';
import { routeOfArguments, routeOfLink } from './deep-link';

it.each([
  ['kervan://open/connections/abc-1', '/connections/abc-1'],
  ['kervan://open/', '/'],
  ['kervan://app/index.html', null],
  ['kervan://open/connections?x=1', null],
  ['kervan://open/%2e%2e/', null],
  ['kervan://open//example.com', null],
  ['javascript:alert(1)', null],
  [`kervan://open/${'a'.repeat(300)}`, null],
])('%s', (link, route) => {
  expect(routeOfLink(link)).toBe(route);
});

it('finds the link among the arguments of a second start', () => {
  expect(routeOfArguments(['/usr/bin/kervan', '--flag', 'kervan://open/runs'])).toBe('/runs');
  expect(routeOfArguments(['/usr/bin/kervan'])).toBeNull();
});
