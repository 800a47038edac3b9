import type { PartFile } from '@gatehouse/file-part';
import type { PartImage } from '@gatehouse/image-part';
import type { Delivered } from './deliver.ts';
import type { InspectionRecord } from './inspect-archives.ts';
import type { Planned } from './plan.ts';
import type { Release } from './version-files-inputs.ts';

/** What the action did. `inspections` are empty where archives were not looked into. */
export type Outcome = Delivered<unknown> &
  (
    | {
        readonly kind: 'version-files';
        readonly release: Release;
        readonly archives: readonly Planned[];
        readonly inspections: readonly InspectionRecord[];
      }
    | { readonly kind: 'image'; readonly image: PartImage }
    | {
        readonly kind: 'files';
        readonly files: readonly PartFile[];
        readonly inspections: readonly InspectionRecord[];
      }
  );
