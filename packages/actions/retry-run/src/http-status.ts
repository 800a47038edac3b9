/** Any status of a failure, in the words in which tools tell it. */
const FORMS: readonly RegExp[] = [
  // HTTP Error 503 · HTTP/1.1 503 · HTTP 504 curl 22 · HTTP code 403 from proxy · http error: 502
  /\bhttps?(?:\/[\d.]+)?(?: ?(?:error|status|response))?(?: ?code)?[ :=]*\(?([45]\d\d)\b/gi,
  // status code: 503 · unexpected status 502 · statusCode=429 · does not indicate success: 503
  /\bstatus[ _]?(?:code)?(?: (?:was|is|of|does not indicate success|from [^:]{1,100}))?["' :=]*\(?([45]\d\d)\b/gi,
  // The requested URL returned error: 503 · The remote server returned an error: (503)
  /\breturned(?: an)? error:? *\(?([45]\d\d)\b/gi,
  // ERROR 503: Service Unavailable · 503  Service Unavailable [IP: …] · 502 Server Error · (429) Too Many Requests
  /\b([45]\d\d)\b\)?:? {1,2}(?:client error|server (?:error|unavailable)|bad gateway|gateway time-?out|service (?:temporarily )?unavailable|internal server error|too many requests|request time-?out|too early|unauthorized|forbidden|proxy authentication required|not found|gone|bad request)/gi,
  // npm error code E503 · failed to get 200 response, got 503 · too many 503 error responses
  /\bcode E([45]\d\d)\b/g,
  /\b(?:got|response code:?|received) ([45]\d\d)\b/gi,
  /\btoo many ([45]\d\d) error responses/gi,
];

/** The HTTP statuses from 400 that a line of output tells. */
export function httpStatuses(line: string): readonly number[] {
  return FORMS.flatMap((form) => [...line.matchAll(form)].map(([, status]) => Number(status)));
}
