#!/usr/bin/env bash
# Builds one leg with the caller's own file: by its first line where it may be executed, else by bash.
set -euo pipefail

path=$BUILD_SCRIPT
if [[ $path != /* ]]; then path=./$path; fi
if [[ ! -f $path ]]; then
  echo "::error title=Build::Found no file $BUILD_SCRIPT in the checkout; expected the script that builds one leg. Add it, or name yours in the input \"build-script\"."
  # As a shell says of a command that is not there, so that nobody tries again.
  exit 127
fi
if [[ -x $path ]]; then exec "$path"; fi
exec bash "$path"
