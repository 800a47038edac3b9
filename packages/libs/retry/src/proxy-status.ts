/** How undici, Node's agents and `tunnel` word it that a proxy refused a tunnel. */
const WORDINGS: readonly RegExp[] = [
  /^Proxy response \((\d{3})\)/,
  /Failed to establish tunnel .*HTTP\/1\.[01] (\d{3})/,
  /tunneling socket could not be established, statusCode=(\d{3})/,
];

/** The status with which a proxy refused to connect, when this error says one; its causes are not asked. */
export function proxyStatus({ message }: Error): number | undefined {
  for (const wording of WORDINGS) {
    const status = wording.exec(message)?.[1];
    if (status !== undefined) return Number(status);
  }
  return undefined;
}
