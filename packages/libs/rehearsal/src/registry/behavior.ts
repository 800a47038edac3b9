/** In what registries differ from each other; by default the stage does all that the spec offers. */
export interface RegistryBehavior {
  /** `fallback-tag`: no referrers API (404), so clients keep the list under a tag, as on GHCR. */
  readonly referrers: 'api' | 'fallback-tag';
  /** Whether a PUT by digest takes the tags of its query. */
  readonly tagParameter: 'supported' | 'ignored';
  /** Refuses to push a tag again, with equal bytes too, as ECR does. */
  readonly isImmutable: (repository: string, tag: string) => boolean;
  /** `with-manifest`: deleting a tag deletes what it names, as on GHCR, where a tag is a version. */
  readonly tagDeletion: 'tag-only' | 'with-manifest';
  /** `required`: a manifest is refused while a blob or a manifest that it names is not here. */
  readonly content: 'required' | 'may-be-missing';
}

export const SPEC_BEHAVIOR: RegistryBehavior = {
  referrers: 'api',
  tagParameter: 'supported',
  isImmutable: () => false,
  tagDeletion: 'tag-only',
  content: 'required',
};
