#!/usr/bin/env bash
# Creates or completes the release TAG, so that it holds every file of the list WANTED. A new one is a draft
# until they are all there. A file that is there with the same bytes stays; one with other bytes is an error,
# unless REPLACE is true. With DRY_RUN nothing is changed. Continues github.sh.
set -euo pipefail

releases=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/releases
encoded_tag=$(jq --null-input --raw-output --arg tag "$TAG" '$tag | @uri')

# Of a release: its id, whether it is a draft, whether it is immutable, where its tag will stand, and where its
# files are sent to.
readonly FACTS='[.id, .draft, .immutable == true, .target_commitish // "-", (.upload_url | sub("\\{.*"; ""))] | @tsv'

# Leaves the facts of the release in $work/release, or nothing. A draft is found only in the list of all.
find_release() {
  if [[ -s $work/release ]]; then
    ask GET "$releases/$(cut -f 1 "$work/release")" 200
  else
    ask GET "$releases/tags/$encoded_tag" '200 404'
    if [[ $status == 404 ]]; then
      ask_all "$releases"
      jq --raw-output --arg tag "$TAG" \
        "map(select(.draft and .tag_name == \$tag)) | min_by(.id) // empty | $FACTS" "$work/answer" > "$work/release"
      return
    fi
  fi
  jq --raw-output "$FACTS" "$work/answer" > "$work/release"
}

create_draft() {
  local run=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID
  if [[ -e $work/asked-for ]]; then : > "$work/twins"; fi
  : > "$work/asked-for"
  send POST "$releases" 201 "$(jq --null-input --arg tag "$TAG" --arg version "$VERSION" --arg sha "$GITHUB_SHA" \
    --arg run "$run" '{tag_name: $tag, target_commitish: $sha, name: $tag, body: "Built by \($run).",
      draft: true, prerelease: ($version | contains("-"))}')"
  jq --raw-output "$FACTS" "$work/answer" > "$work/release"
  : > "$work/young"
  say "Made a draft of the release $TAG."
}

# Leaves the files of the release in $work/assets, each that is wanted with its digest. Where GitHub does not
# know it (before June 2025, and on older servers), the file is fetched.
list_assets() {
  local asset
  ask_all "$releases/$id/assets"
  jq 'map({id, name, state, digest, url: .browser_download_url})' "$work/answer" > "$work/assets"
  jq --slurpfile wanted "$WANTED" '.[]
    | select((.name | IN($wanted[0][].name)) and .state == "uploaded" and .digest == null) | .id' "$work/assets" > "$work/unknown"
  while read -r asset <&3; do
    accept=application/octet-stream ask GET "$releases/assets/$asset" 200 --location
    jq --argjson id "$asset" --arg digest "$(sha256sum < "$work/answer")" \
      'map(if .id == $id then .digest = "sha256:" + ($digest | split(" ")[0]) else . end)' \
      "$work/assets" > "$work/known"
    mv "$work/known" "$work/assets"
  done 3< "$work/unknown"
}

# own_draft: what another commit has built does not become public under the commit of this run.
own_draft() {
  if [[ $draft != true || ! $target =~ ^[0-9a-f]{40}$ || $target == "$GITHUB_SHA" ]]; then return; fi
  if [[ $(jq length "$work/assets") != 0 ]]; then
    fail "The draft of the release $TAG holds files for the commit $target, and this run builds $GITHUB_SHA. Nothing was changed. Run that commit's run again, or delete the draft."
  fi
}

# Leaves in $work/plan one line for each file: what to do, the id of what is there, its name and its path.
# What has `.new` behind its name was to replace another file when its job ended, or when the answer got lost;
# it goes first, so that its name is free again.
plan() {
  jq --raw-output --slurpfile wanted "$WANTED" '
    (.[] | select(.name | IN($wanted[0][].name + ".new")) | ["remove", .id, .name, "-"]),
    (. as $assets | $wanted[0][] | . as $file | ($assets | map(select(.name == $file.name)) | first) as $found
      | [if $found == null then "upload"
         elif $found.state != "uploaded" then "restart"
         elif $found.digest == "sha256:" + .sha256 then "keep"
         else "differ" end, $found.id // 0, .name, .path])
    | @tsv' "$work/assets" > "$work/plan"
  if [[ $REPLACE != true ]] && grep -q '^differ' "$work/plan"; then
    fail "The release $TAG holds other bytes under these names: $(cut -f 3 <(grep '^differ' "$work/plan") | paste -sd ' '). Nothing was changed. Build under a tag of its own, or let \"replace-assets\" replace them."
  fi
  if [[ $immutable == true ]] && grep -qv '^keep' "$work/plan"; then
    fail "The release $TAG is immutable and does not hold all files: $(cut -f 3 <(grep -v '^keep' "$work/plan") | paste -sd ' '). Build under a tag of its own."
  fi
}

# upload PATH NAME
upload() {
  # The name is made of letters, digits and "_.+@-", of which the query of an address takes all but one.
  ask POST "$upload_url?name=${2//+/%2B}" 201 --header 'Content-Type: application/octet-stream' --upload-file "$1"
}

remove() {
  ask DELETE "$releases/assets/$1" '204 404'
}

fill() {
  local deed asset name path new
  while IFS=$'\t' read -r deed asset name path <&3; do
    say "$name: $deed"
    case $deed in
      upload) upload "$path" "$name" ;;
      restart)
        remove "$asset"
        upload "$path" "$name"
        ;;
      remove) remove "$asset" ;;
      differ)
        # The old file goes only when the new one has arrived.
        upload "$path" "$name.new"
        new=$(jq .id "$work/answer")
        remove "$asset"
        send PATCH "$releases/assets/$new" 200 "{\"name\": \"$name\"}"
        ;;
    esac
  done 3< "$work/plan"
}

# prove PUBLIC: looks whether every file is there, and in public under the address that the manifest will name.
prove() {
  local wrong
  list_assets
  jq --raw-output --slurpfile wanted "$WANTED" --argjson public "$1" '
    def plain: gsub("%2B"; "+") | gsub("%2F"; "/") | gsub("%40"; "@");
    map({key: .name, value: .}) | from_entries as $assets | $wanted[0][] | . as $file | $assets[.name]
    | if .state != "uploaded" or .digest != "sha256:" + $file.sha256 then "late\t\($file.name)"
      elif ($public and $file.url != null) | not then empty
      elif .url | contains("/untagged-") then "late\t\(.url)"
      elif (.url | plain) != $file.url then "elsewhere\t\($file.name) is at \(.url) and not at \($file.url)"
      else empty end' "$work/assets" > "$work/wrong"
  wrong=$(cut -f 2 "$work/wrong" | paste -sd ' ')
  if grep -q '^elsewhere' "$work/wrong"; then fail "The manifest would name another address than the release $TAG has: $wrong."; fi
  if [[ -n $wrong ]]; then later "The release $TAG does not yet show: $wrong."; fi
}

publish() {
  if [[ $draft == true ]]; then
    # What GitHub calls the latest release follows from the versions, not from what was built last.
    # A tag that is not named again is taken for none, and its commit is that of the bytes.
    send PATCH "$releases/$id" 200 "$(jq --null-input --arg tag "$TAG" --arg sha "$GITHUB_SHA" \
      '{tag_name: $tag, target_commitish: $sha, draft: false, make_latest: "legacy"}')"
    say "Published the release $TAG."
  fi
  ask GET "$releases/tags/$encoded_tag" '200 404'
  if [[ $status == 404 ]]; then later "The release $TAG is not yet to be seen."; fi
  if [[ $(jq .id "$work/answer") != "$id" ]]; then
    fail "The tag $TAG belongs to another release than the one that was filled, $id. Delete one of the two."
  fi
}

# remove_twins: the answer to an earlier attempt may have got lost, and the draft that it made been listed late.
remove_twins() {
  local twin
  ask_all "$releases"
  jq --arg tag "$TAG" --arg sha "$GITHUB_SHA" --argjson id "$id" '.[]
    | select(.draft and .tag_name == $tag and .target_commitish == $sha and .id != $id and (.assets | length) == 0)
    | .id' "$work/answer" > "$work/empty"
  while read -r twin <&3; do
    ask DELETE "$releases/$twin" '204 404'
    say "Deleted the empty draft $twin, which an attempt without an answer had left."
  done 3< "$work/empty"
}

say() {
  echo "$1"
  echo "$1" >> "$work/deeds"
}

complete_release() {
  find_release
  if [[ ! -s $work/release ]]; then
    if [[ $DRY_RUN == true ]]; then
      say "The release $TAG would be made with $(jq length "$WANTED") files."
      return
    fi
    create_draft
  fi
  IFS=$'\t' read -r id draft immutable target upload_url < "$work/release"
  list_assets
  own_draft
  plan
  if [[ $DRY_RUN == true ]]; then
    cut -f 1,3 "$work/plan" | while read -r deed name; do say "$name: would $deed"; done
    return
  fi
  fill
  prove false
  publish
  prove true
  if [[ -e $work/twins ]]; then remove_twins; fi
}

for count in 1 2 3 4 5 6; do
  # In a subshell that is no condition, so that it ends at the first mistake.
  set +e
  (
    set -e
    complete_release
  )
  code=$?
  set -e
  if ((code != LATER)); then break; fi
  if ((count < 6)); then pause "$count"; fi
done
if ((code == LATER)); then fail "The release $TAG could not be completed in $count attempts; the log says why. Run the job again: it goes on from what is there."; fi
if ((code == 0)); then
  echo "### Release $TAG" >> "$GITHUB_STEP_SUMMARY"
  awk '!seen[$0]++ { print "- " $0 }' "$work/deeds" >> "$GITHUB_STEP_SUMMARY"
fi
exit "$code"
