#!/usr/bin/env bash
# Packs the packages and the template into artifacts/packages, checked against the release before, if there is one: its
# packages are made from its tag, so that no package source has to have them.
# Usage: ./pack.sh [<folder with the packages of the release before>]
set -euo pipefail
cd "$(dirname "$0")"
# As a build server would: no path of this machine gets into what is packed.
export CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

pack() { # pack <into> <checkout>/<folder> [<option>…]
  local into=$1 folder=$2
  shift 2
  for project in "$folder"/*/*.csproj; do
    dotnet pack "$project" -c Release --nologo -v quiet -o "$into" "$@"
  done
}

baseline=${1:-$PWD/artifacts/baseline}
if [ -z "${1:-}" ]; then
  # One left over from another tag would be compared with.
  rm -rf "$baseline"
  if tag=$(git describe --tags --abbrev=0 --match 'v[0-9]*' HEAD^ 2>/dev/null); then
    before=$(mktemp -d)
    trap 'git worktree remove --force "$before"' EXIT
    git worktree add --quiet --detach "$before" "$tag"
    pack "$baseline" "$before/src"
    echo "Checked against $tag."
  else
    echo "No release before this one: the public surface is not compared."
  fi
fi

packages=$PWD/artifacts/packages
rm -rf "$packages"
pack "$packages" src -p:PackageBaselines="$baseline"
pack "$packages" templates
ls "$packages"
