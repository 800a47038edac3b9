/** How one request is made. */
export interface RequestOptions {
  /** What is asked for, as the end of "GitHub has no …": "the tag v1.2.3". Default: the request itself. */
  readonly what?: string;
  /**
   * Whether the request may be sent again when nobody knows if it was carried out. Default: all but POST.
   * After a rate limit every request is sent again, for then it was not carried out.
   */
  readonly repeatable?: boolean;
}

/** A request, ready to be sent. */
export interface Outgoing extends RequestOptions {
  /** Upper case. */
  readonly method: string;
  readonly url: URL;
  readonly accept: string;
  readonly body?: string;
}

/** A success. */
export interface Incoming {
  readonly text: string;
  /** The header `Link`. */
  readonly link: string | null;
}

/** The request as messages name it, without its query. */
export const nameOf = ({ method, url }: Outgoing): string => `${method} ${url.pathname}`;
