import { BlockList, isIP } from 'node:net';

/** Addresses that no public registry has: this machine, private and link-local networks. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
  PRIVATE.addSubnet(`::ffff:${network}`, 96 + prefix, 'ipv6');
}
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv6');
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether a host of a URL is this machine. */
export function isLoopback(hostname: string): boolean {
  return isLocalName(hostname) || isIn(LOOPBACK, hostname);
}

/**
 * Whether a host of a URL is one that only this machine or its network can reach: by its address, or by a
 * name that is never public (RFC 6761, RFC 6762, RFC 9476 and the reserved `.internal`).
 */
export function isPrivateHost(hostname: string): boolean {
  return (
    isLocalName(hostname) ||
    /\.(internal|local|lan|home\.arpa)\.?$/i.test(hostname) ||
    isIn(PRIVATE, hostname)
  );
}

function isLocalName(hostname: string): boolean {
  return /^(.+\.)?localhost\.?$/i.test(hostname);
}

function isIn(list: BlockList, hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
