import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';

/** Which addresses a webhook may have. */
export interface AddressRules {
  /** Only on one's own machine: `http` and loopback addresses are legal then. */
  readonly allowLoopback: boolean;
}

export const addressRules = (allowLoopback: string | undefined): AddressRules => ({
  allowLoopback: allowLoopback === 'yes',
});

export interface Refusal {
  readonly code: 'not-a-url' | 'not-https' | 'credentials' | 'private-address';
  readonly zh: string;
  readonly en: string;
}

/**
 * Why an address may not be a webhook, as far as it can be told without resolving its name; undefined where it may.
 * Names are judged by what they resolve to when connecting: see {@link guardedLookup}.
 */
export function refusedAddress(address: string, rules: AddressRules): Refusal | undefined {
  if (!URL.canParse(address)) {
    return { code: 'not-a-url', zh: '不是有效的网址', en: 'not a valid address' };
  }
  const { protocol, hostname, username, password } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  const loopback = host === 'localhost' || host.endsWith('.localhost') || isLoopback(host);
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback && rules.allowLoopback)) {
    return { code: 'not-https', zh: '须为 https 网址', en: 'an https address is required' };
  }
  if (username !== '' || password !== '') {
    return {
      code: 'credentials',
      zh: '网址中不得含用户名或密码',
      en: 'no user name or password in the address',
    };
  }
  const refused = loopback ? !rules.allowLoopback : isIP(host) !== 0 && !isPublic(host);
  return refused
    ? {
        code: 'private-address',
        zh: '不得为内网、链路本地或保留地址',
        en: 'private, link-local and reserved addresses are refused',
      }
    : undefined;
}

/**
 * A name lookup for outgoing connections that gives public addresses only, so that what is checked is what is
 * connected to. A name of which any address is private is refused as a whole.
 */
export function guardedLookup(
  rules: AddressRules,
  resolve: typeof systemLookup = systemLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '');
      const refused = addresses.find(
        ({ address }) => !isPublic(address) && !(rules.allowLoopback && isLoopback(address)),
      );
      const [first] = addresses;
      if (refused !== undefined || first === undefined) return callback(new PrivateAddressError(), '');
      if (options.all === true) return callback(null, [...addresses]);
      callback(null, first.address, first.family);
    });
  };
}

/** The name resolves to an address that no webhook may have. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
  constructor() {
    super('the address is private, link-local or reserved');
  }
}

/** Is this an address of the public internet? Anything set aside for another purpose is not. */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !reserved.check(address, 'ipv4');
  const plain = address.split('%')[0] ?? address;
  return globalUnicast.check(plain, 'ipv6') && !reserved.check(plain, 'ipv6');
}

const isLoopback = (address: string): boolean =>
  (isIPv4(address) && address.startsWith('127.')) || address === '::1';

/** RFC 6890 and its registries: what is not for the public internet. */
const reserved = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  reserved.addSubnet(network, prefix, 'ipv4');
}
/** Inside 2000::/3: special purposes, documentation, and IPv4 in disguise. */
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  reserved.addSubnet(network, prefix, 'ipv6');
}

/** All public IPv6 addresses lie in here; loopback, link-local, unique-local and mapped IPv4 ones do not. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
