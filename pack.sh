#!/usr/bin/env bash
# Packs the four packages into artifacts/packages, checked against the release before: its packages are made from its tag,
# so that no package source has to have them.
# Usage: ./pack.sh [<folder with the packages of the release before>]
set -euo pipefail
cd "$(dirname "$0")"
# As a build server would: no path of this machine gets into what is packed.
export CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

pack() { # pack <checkout> <into> [<option>…]
  local checkout=$1 into=$2
  shift 2
  rm -rf "$into"
  for project in "$checkout"/src/*/*.csproj; do
    dotnet pack "$project" -c Release --nologo -v quiet -o "$into" "$@"
  done
}

baseline=${1:-$PWD/artifacts/baseline}
if [ -z "${1:-}" ] && tag=$(git describe --tags --abbrev=0 --match 'v[0-9]*' HEAD^ 2>/dev/null); then
  before=$(mktemp -d)
  trap 'git worktree remove --force "$before"' EXIT
  git worktree add --quiet --detach "$before" "$tag"
  pack "$before" "$baseline"
  echo "Checked against $tag."
fi

pack . "$PWD/artifacts/packages" -p:PackageBaselines="$baseline"
ls artifacts/packages
