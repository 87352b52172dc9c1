import { describe, expect, test } from 'vitest';
import { addressRules, guardedLookup, isPublic, PrivateAddressError, refusedAddress } from './address.ts';

const strict = addressRules(undefined);
const local = addressRules('yes');

describe('an address', () => {
  test.each([
    ['https://portal.example.com/hook', undefined],
    ['https://8.8.8.8/hook', undefined],
    ['https://[2606:4700::1111]/hook', undefined],
    ['http://portal.example.com/hook', 'not-https'],
    ['ftp://portal.example.com/hook', 'not-https'],
    ['portal', 'not-a-url'],
    ['https://user:word@portal.example.com/', 'credentials'],
    ['https://127.0.0.1/', 'private-address'],
    ['https://localhost/', 'private-address'],
    ['https://a.localhost/', 'private-address'],
    ['https://2130706433/', 'private-address'],
    ['https://0x7f.1/', 'private-address'],
    ['https://10.1.2.3/', 'private-address'],
    ['https://169.254.169.254/latest/meta-data', 'private-address'],
    ['https://[::1]/', 'private-address'],
    ['https://[::ffff:10.0.0.1]/', 'private-address'],
    ['https://[fe80::1]/', 'private-address'],
    ['https://[fd00::1]/', 'private-address'],
    ['http://127.0.0.1:8080/', 'not-https'],
  ])('%s is %s', (url, code) => {
    expect(refusedAddress(url, strict)?.code).toBe(code);
  });

  test('on one’s own machine may be a loopback one, and no other private one', () => {
    expect(refusedAddress('http://127.0.0.1:8080/hook', local)).toBeUndefined();
    expect(refusedAddress('http://localhost:8080/hook', local)).toBeUndefined();
    expect(refusedAddress('http://192.168.1.1/', local)?.code).toBe('not-https');
    expect(refusedAddress('https://192.168.1.1/', local)?.code).toBe('private-address');
  });
});

test('public is what is set aside for nothing else', () => {
  for (const address of ['1.1.1.1', '172.15.0.1', '172.32.0.1', '2606:4700::1', '2400:3200::1']) {
    expect(isPublic(address), address).toBe(true);
  }
  for (const address of [
    '0.0.0.0',
    '100.64.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2001:db8::1',
    '2002:a00:1::',
    'fc00::1',
    'fe80::1%eth0',
    'ff02::1',
  ]) {
    expect(isPublic(address), address).toBe(false);
  }
});

describe('a name, at the moment of connecting', () => {
  const resolvesTo = (...addresses: string[]) =>
    ((_: string, __: object, callback: (error: null, found: object[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      )) as never;
  const lookUp = (rules: typeof strict, all: boolean, ...addresses: string[]) =>
    new Promise((resolve) => {
      guardedLookup(rules, resolvesTo(...addresses))('portal.example.com', { all }, (error, found) =>
        resolve(error ?? found),
      );
    });

  test('gives public addresses only', async () => {
    expect(await lookUp(strict, false, '8.8.8.8')).toBe('8.8.8.8');
    expect(await lookUp(strict, true, '8.8.8.8')).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });

  test('is refused as a whole where any address is private', async () => {
    expect(await lookUp(strict, true, '8.8.8.8', '10.0.0.1')).toBeInstanceOf(PrivateAddressError);
    expect(await lookUp(strict, false)).toBeInstanceOf(PrivateAddressError);
    expect(await lookUp(strict, false, '127.0.0.1')).toBeInstanceOf(PrivateAddressError);
    expect(await lookUp(local, false, '127.0.0.1')).toBe('127.0.0.1');
    expect(await lookUp(local, false, '192.168.0.1')).toBeInstanceOf(PrivateAddressError);
  });
});
