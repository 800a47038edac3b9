/** What never goes through a proxy: the proxy's own loopback is another machine's. */
const LOOPBACK = 'localhost 127.0.0.1 ::1';

/**
 * `NO_PROXY` in the words that Node's `fetch` and Node's agents both understand, for each reads another
 * dialect. As with curl, `example.com`, `.example.com` and `*.example.com` stand for the host and for all below
 * it, `host:port` for one port, and `*` for everything; entries are separated by commas or spaces, upper and
 * lower case are the same. The loopback is always added. What is none of these is passed on as it is.
 */
export function normalizeNoProxy(text: string): string {
  const entries = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (entries.includes('*')) return '*';
  const all = [...entries, ...LOOPBACK.split(' ')].flatMap(formsOf);
  return [...new Set(all)].join(',');
}

function formsOf(entry: string): readonly string[] {
  const [, bracketed, inBrackets, port = ''] =
    /^(\[([^\]]+)\]|[\da-f]*:[\da-f:.]*)(:\d+)?$/.exec(entry) ?? [];
  if (bracketed !== undefined && isIpv6(inBrackets ?? bracketed))
    return ipv6Forms(inBrackets ?? bracketed, port);
  const [, name, namePort = ''] = /^(?:\*?\.)?([^:*/]+?)\.?(:\d+)?$/.exec(entry) ?? [];
  return name === undefined ? [entry] : [`${name}${namePort}`, `*.${name}${namePort}`];
}

function isIpv6(address: string): boolean {
  return URL.canParse(`http://[${address}]/`);
}

/** `fetch` compares with brackets, the agents without, and both in the shortest form. */
function ipv6Forms(address: string, port: string): readonly string[] {
  const { hostname } = new URL(`http://[${address}]/`);
  return [`${hostname}${port}`, `${hostname.slice(1, -1)}${port}`];
}
