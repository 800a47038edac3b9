/**
 * A name that can stand in an address of GitHub's API: `.` and `..` would lead to another one, and half a
 * character cannot be encoded.
 */
export const ADDRESSABLE = /^(?!\.{1,2}$)(?=.*\S)[^\p{Cc}\p{Cs}]+$/u;
