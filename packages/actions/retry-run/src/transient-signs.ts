/** A class of failures and the texts by which it is known. */
export interface Sign {
  readonly reason: string;
  readonly texts: readonly RegExp[];
}

/**
 * What tools print when the network fails. Each text was taken from the tool that prints it; the numbers
 * of curl are those of libcurl-errors(3). A text has to say more than "timed out" or "EOF", which tests,
 * compilers and shells print too. On a line that has several, the first class of the table counts.
 */
export const TRANSIENT_SIGNS: readonly Sign[] = [
  {
    reason: 'tls-handshake',
    texts: [
      /\bcurl: \(35\)/,
      /\bTLS handshake timeout\b/i,
      /\b(?:ssl|tls)\S* handshake (?:failure|failed|error)/i,
      /\bhandshake operation timed out\b/i,
      /\bsslv3 alert handshake failure\b/i,
      /\bSSL_ERROR_SYSCALL\b/,
      /\bEOF occurred in violation of protocol\b/i,
      /\bUNEXPECTED_EOF_WHILE_READING\b/,
      /\bunexpected eof while reading\b/,
      /\bgnutls_handshake\(\) failed\b/i,
      /\bGnuTLS recv error\b/i,
      /\bUnable to establish SSL connection\b/i,
      /\bSSL connection could not be established\b/i,
      /\bbefore secure TLS connection was established\b/i,
    ],
  },
  {
    reason: 'timeout',
    texts: [
      /\b(?:connection|connect|operation|request|read|recv|socket|transfer|resolving|download|fetch|network)\b[^.;]{0,60}\btimed[- ]out\b/i,
      /\b(?:connection|network|socket|read|connect) timeout\b/i,
      /\b(?:ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT)\b/,
      /\b(?:Read|Connect)Timeout(?:Error)?\b/,
      /\bcurl: \(28\)/,
      /\bcurl 28 /,
      /\burlopen error (?:\[Errno \d+\] )?(?:.{0,60})timed out/i,
      /\b(?:TimeoutError|socket\.timeout): (?:timed out|\[Errno (?:110|60)\]|\[WinError 10060\])/,
      /\bi\/o timeout\b/,
      /\bcontext deadline exceeded\b/,
      /\bClient\.Timeout exceeded\b/,
      /\bHttpClient\.Timeout of\b/,
      /\bThe request to \S+ timed out\b/i,
      /\btimeout was reached\b/i,
      /\bOperation too slow\b/i,
      /\bfirst byte timeout\b/i,
      /\btrouble with your network connection\b/i,
    ],
  },
  {
    reason: 'dns',
    texts: [
      /\bcould not resolve (?:host|proxy|hostname)\b/i,
      /\bcurl: \([56]\)/,
      /\btemporary failure (?:in name resolution|resolving)\b/i,
      /\bname or service not known\b/i,
      /\bnodename nor servname provided\b/i,
      /\bno address associated with hostname\b/i,
      /\bname does not resolve\b/i,
      /\bunable to resolve host address\b/i,
      /\b(?:EAI_AGAIN|ENOTFOUND)\b/,
      /\bgetaddrinfo failed\b/i,
      /\bno such host(?: is known)?\b/i,
      /\bserver misbehaving\b/,
      /\bremote name could not be resolved\b/i,
      /\bfailed to lookup address information\b/i,
    ],
  },
  {
    reason: 'connection-refused',
    texts: [
      /\bconnection refused\b/i,
      /\bECONNREFUSED\b/,
      /\bcurl: \(7\)/,
      /\bFailed to connect to \S+ port \d+/i,
      /\bUnable to connect to the remote server\b/i,
      /\bactively refused it\b/i,
    ],
  },
  {
    reason: 'unreachable',
    texts: [
      /\bnetwork is (?:unreachable|down)\b/i,
      /\bno route to host\b/i,
      /\b(?:ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN)\b/,
      /\bunreachable (?:network|host)\b/i,
    ],
  },
  {
    reason: 'connection-reset',
    texts: [
      /\bconnection (?:was )?(?:reset|aborted|broken|closed prematurely|closed unexpectedly)\b/i,
      /\bconnection (?:reset|closed) by (?:peer|remote host|\d)/i,
      /\b(?:ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|ERR_STREAM_PREMATURE_CLOSE)\b/,
      /\bcurl: \((?:16|18|52|55|56|92|95)\)/,
      /\bcurl (?:16|18|52|55|56|92|95) /,
      /\bsocket hang up\b/i,
      /\bempty reply from server\b/i,
      /\bother side closed\b/,
      /\bremote end (?:closed connection without response|hung up unexpectedly)/i,
      /\b(?:ChunkedEncodingError|IncompleteRead|RemoteDisconnected)\b/,
      /\btransfer closed with (?:\d+ bytes|outstanding read data) remaining/i,
      /\bHTTP\/2 stream \d+ was not closed cleanly/i,
      /\bfatal: early EOF\b/,
      /\bunexpected disconnect while reading sideband packet\b/,
      /\bhttps?:\/\/\S+: (?:unexpected )?EOF\b/,
      /\bfailed to (?:copy|read|fetch)\b.{0,200}: unexpected EOF$/i,
      /\bresponse ended prematurely\b/i,
      /\bforcibly closed by the remote host\b/i,
      /\bunderlying connection was closed\b/i,
      /\bUnable to read data from the transport connection\b/i,
      /\bstream error: stream ID \d+; (?:INTERNAL_ERROR|CANCEL|REFUSED_STREAM)/,
      /\bspurious network error\b/,
      /\bError in the pull function\b/,
    ],
  },
  // A mirror that is being updated: index and packages do not fit each other for some minutes.
  { reason: 'mirror-sync', texts: [/\bHash Sum mismatch\b/, /\bMirror sync in progress\b/] },
  { reason: 'rate-limit', texts: [/\btoomanyrequests\b/i, /\btoo many requests\b/i] },
];

/** Lines that look like a failing network and are none: sudo on a machine whose own name is not in its DNS. */
export const NO_SIGN = /^sudo: unable to resolve host /;
