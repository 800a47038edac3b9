#!/usr/bin/env bash
# Talks to GitHub's REST API (https://docs.github.com/rest). The token reaches curl through a file descriptor:
# what stands among the arguments of a program can be read by every other one on the machine.
set -euo pipefail

bearer=$TOKEN
unset TOKEN
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What a pass ends with when the next one may fare better.
readonly LATER=75

# fail MESSAGE: ends the job with one annotation.
fail() {
  local text=${1//'%'/%25}
  text=${text//$'\r'/%0D}
  echo "::error title=Release $VERSION::${text//$'\n'/%0A}"
  exit 1
}

# later MESSAGE: ends this pass. The next one begins by looking at what is there, so that an answer which got
# lost behind its deed does no harm.
later() {
  echo "$1"
  exit "$LATER"
}

# limited MESSAGE: GitHub wants to be left alone for as long as it says, and for a minute where it does not
# (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api).
limited() {
  local asked
  asked=$(header_of retry-after)
  if [[ -z $asked && $(header_of x-ratelimit-remaining) == 0 ]]; then
    # By the clock of the server.
    asked=$(jq --null-input --arg now "$(header_of date)" --arg reset "$(header_of x-ratelimit-reset)" \
      '($reset | tonumber) - ($now | strptime("%a, %d %b %Y %H:%M:%S GMT") | mktime)' 2> /dev/null) || asked=''
  fi
  if [[ ! $asked =~ ^[0-9]{1,4}$ ]]; then asked=60; fi
  echo "$asked" > "$work/asked"
  later "$1"
}

# header_of NAME: its value in the last answer, or nothing.
header_of() {
  sed -n "s/^$1: *\(.*[^[:space:]]\)[[:space:]]*$/\1/Ip" "$work/headers" 2> /dev/null | tail -n 1
}

# ask METHOD URL STATUSES [curl argument …]: leaves the status in $status and the answer in $work/answer.
ask() {
  local method=$1 url=$2 statuses=$3 reason
  shift 3
  status=$(
    curl --silent --show-error --connect-timeout 30 --speed-limit 1 --speed-time 120 \
      --config <(printf 'header = "Authorization: Bearer %s"\n' "$bearer") \
      --header "Accept: ${accept:-application/vnd.github+json}" --header 'X-GitHub-Api-Version: 2022-11-28' \
      --request "$method" --dump-header "$work/headers" --output "$work/answer" --write-out '%{http_code}' \
      "$@" "$url"
  ) || status=000
  if [[ " $statuses " == *" $status "* ]]; then return; fi
  reason=$(jq --raw-output '[.message, (.errors[]? | objects | .message // .code)] | map(strings) | join("; ")[:500] | gsub("\\s+"; " ")' \
    "$work/answer" 2> /dev/null) || reason=''
  reason="$method ${url%%\?*} was answered with $status${reason:+ ($reason)}"
  case $status in
    000 | 408 | 5??) later "$reason." ;;
    429) limited "$reason." ;;
    401 | 403)
      if [[ $reason == *[Rr]'ate limit'* ]]; then limited "$reason."; fi
      fail "$reason. The token must have \"contents: write\" for $GITHUB_REPOSITORY. For a commit that changes workflows and is the head of no branch any more, GitHub wants \"workflows: write\" as well, which only a token of your own can have: hand it over as the secret \"token\"."
      ;;
    # What was just made is not known everywhere at once.
    404) if [[ -e $work/young ]]; then later "$reason."; fi ;;
    # The list that was read lags behind.
    422) if [[ $reason == *already_exists* ]]; then later "$reason."; fi ;;
  esac
  fail "$reason; expected $statuses."
}

# ask_all URL: every page of a list, as one list in $work/answer.
ask_all() {
  local page=1
  : > "$work/pages"
  ask GET "$1?per_page=100" 200
  while cat "$work/answer" >> "$work/pages" && grep -qi '^link:.*rel="next"' "$work/headers"; do
    page=$((page + 1))
    ask GET "$1?per_page=100&page=$page" 200
  done
  jq --slurp add "$work/pages" > "$work/answer"
}

# send METHOD URL STATUSES JSON
send() {
  ask "$1" "$2" "$3" --header 'Content-Type: application/json' --data-raw "$4"
}

# pause COUNT: longer each time, and for as long as GitHub asked for.
pause() {
  local asked seconds=$((2 ** $1))
  asked=$(cat "$work/asked" 2> /dev/null || header_of retry-after) || asked=''
  rm -f "$work/asked"
  if [[ $asked =~ ^[0-9]{1,4}$ ]] && ((10#$asked > seconds)); then seconds=$((10#$asked)); fi
  echo "Looking again in $seconds s."
  sleep "$seconds"
}
