#!/usr/bin/env bash
# Finds what the legs of VERSION left in the folder LEGS: the archives that the newest part of each key in EXPECTED
# names, and with COMPANIONS what lay beside them. Leaves a list of them in the file WANTED, and how many in `count`.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$LEGS"

find "$LEGS" -type f -name 'manifest-part--*.json' -exec cat {} + |
  jq --slurp --arg version "$VERSION" --argjson expected "$EXPECTED" '
    map(select(.key | IN($expected[])) | select(any(.entries[]?; .version == $version)))
    | group_by(.key) | map(max_by(.run.run_attempt))' > "$work/parts"

# A file is known by its name and its sha256, in whatever folder the download has put it. What has a line
# break in its name begins with a backslash here, and is nothing that a part could name.
find "$LEGS" -type f ! -name 'manifest-part--*.json' -exec sha256sum -- {} + |
  jq --null-input --raw-input --arg legs "$LEGS" '[
    inputs | capture("^(?<sha256>[0-9a-f]{64})  (?<path>.+)$")
    | (.path[$legs | length + 1:] | split("/")) as $names
    | . + {artifact: $names[0], name: $names[-1]}]' > "$work/files"

jq --arg version "$VERSION" --argjson companions "$COMPANIONS" --slurpfile files "$work/files" '
  map(
    .key as $key
    | [.entries[] | select(.version == $version) | . as $entry
      | ($files[0] | map(select(.sha256 == $entry.sha256 and .name == $entry.filename)) | first) as $file
      | {key: $key, name: $entry.filename, sha256: $entry.sha256, url: $entry.download_url, path: $file.path,
        artifact: $file.artifact}] as $archives
    | [if $companions then .excluded[].name else empty end] as $names
    | $archives + [$files[0][] | select((.artifact | IN($archives[].artifact)) and (.name | IN($names[])))
      | . + {key: $key, url: null}])
  | add // [] | unique_by([.name, .sha256])' "$work/parts" > "$work/wanted"

jq --raw-output '
  (map(select(.path == null))[] | "The part of \(.key) names \(.name) with the sha256 \(.sha256), and its leg left no such file. Run all jobs again."),
  (map(select(.name | test("\\A[\\w+@-][\\w.+@-]*[\\w+@-]\\z") | not))[] | "The leg of \(.key) left \(.name | @json), which GitHub would store under another name. Use letters, digits and _.+@- only, and no dot at either end."),
  (group_by(.name)[] | select(length > 1) | "The legs of \(map(.key) | unique | join(" and ")) left \(.[0].name) with different bytes. Give it a name of its own in each leg\(if .[0].url == null then ", or turn \"upload-companions\" off" else "" end).")
  | "::error title=Release assets::\(gsub("%"; "%25") | gsub("\r"; "%0D") | gsub("\n"; "%0A"))"' "$work/wanted" > "$work/mistakes"
if [[ -s $work/mistakes ]]; then
  cat "$work/mistakes"
  exit 1
fi

jq 'map({name, sha256, url, path})' "$work/wanted" > "$WANTED"
count=$(jq length "$WANTED")
echo "count=$count" >> "$GITHUB_OUTPUT"
jq --raw-output '.[] | "\(.key | @json): \(.name), sha256 \(.sha256)"' "$work/wanted"

missing=$(jq --raw-output --argjson expected "$EXPECTED" --arg version "$VERSION" \
  '[$expected[] | select(startswith($version + " / "))] - map(.key) | join(", ")' "$work/parts")
if [[ $count == 0 ]]; then
  echo "::warning title=Release assets::No leg of $VERSION left an archive, so its release is neither made nor changed."
elif [[ -n $missing ]]; then
  echo "::warning title=Release assets::The release of $VERSION goes without what these legs did not leave: $missing."
fi
