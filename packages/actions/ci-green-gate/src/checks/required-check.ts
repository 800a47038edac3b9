/** The app that reports a check: an id, or a slug as in `https://github.com/apps/<slug>`. */
export type CheckApp =
  | { readonly kind: 'id'; readonly id: number; readonly text: string }
  | { readonly kind: 'slug'; readonly slug: string; readonly text: string };

/** A check run that must be green. */
export interface RequiredCheck {
  readonly name: string;
  readonly app: CheckApp;
  /** Whether it may be missing. One that is there must be green all the same. */
  readonly optional: boolean;
}
