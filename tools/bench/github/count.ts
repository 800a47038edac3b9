/** What went over the wire since the last look. */
export interface Traffic {
  readonly requests: number;
  /** Of the bodies, as they are before compression. */
  readonly bytes: number;
}

/** A `fetch` that counts, and ends a look when it is told to. */
export function countingFetch() {
  const looks: Traffic[] = [];
  let current = { requests: 0, bytes: 0 };
  const counting: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    const body = await response.arrayBuffer();
    current = { requests: current.requests + 1, bytes: current.bytes + body.byteLength };
    return new Response(response.status === 304 ? null : body, response);
  };
  return {
    fetch: counting,
    endLook() {
      looks.push(current);
      current = { requests: 0, bytes: 0 };
    },
    looks: looks as readonly Traffic[],
  };
}
