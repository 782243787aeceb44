import { BlockList, isIP } from 'node:net';

// Two lists: one would take an IPv4 address for its IPv6 form and measure it with the other's ranges.
const closedV4 = new BlockList();
const closedV6 = new BlockList();
const rangesV4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Public IPv6 addresses are 2000::/3 alone; of it, what carries an IPv4 address or is for tests is closed too. */
const rangesV6: readonly [string, number][] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
];
for (const [network, prefix] of rangesV4) closedV4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of rangesV6) closedV6.addSubnet(network, prefix, 'ipv6');

/** True for a loopback, private, link-local, multicast or otherwise not public IP address (text form, without brackets). */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (family === 4) return closedV4.check(address, 'ipv4');
  // A zone (fe80::1%eth0) names one of this machine's own networks.
  if (address.includes('%')) return true;
  const inner = embeddedV4(address);
  return inner === undefined ? closedV6.check(address, 'ipv6') : closedV4.check(inner, 'ipv4');
}

/** Names that never mean a public host. */
export function isPrivateName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return name === 'localhost' || /\.(localhost|local|internal|lan|home\.arpa)$/.test(name);
}

/** The IPv4 address inside an IPv4-mapped (::ffff:0:0/96) or NAT64 (64:ff9b::/96) address. */
function embeddedV4(address: string): string | undefined {
  const dotted = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (dotted !== undefined) return dotted;
  const groups = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address);
  if (!groups) return undefined;
  const high = Number.parseInt(groups[1] ?? '0', 16);
  const low = Number.parseInt(groups[2] ?? '0', 16);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
