/** Markup that may stand in a page; everything else goes through {@link text}. */
export type Html = string;

/** Characters that nobody sees, or that turn the direction of what follows, show as a question mark. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a page has no place for them, even escaped.
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Untrusted text as it may stand in an element or an attribute. */
export function text(raw: string): Html {
  return raw.replace(HIDDEN, '\ufffd').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
