#!/usr/bin/env bash
# Sets up what the tests need, builds the solution with warnings as errors, and runs every test.
# Usage: ./test.sh [--full] [Debug|Release]
#   --full  races for a minute where the normal run takes five seconds, loads the host for half an hour, not a minute, and
#           kills 500 writers on each database, not 20.
#   LEARNINGSTUDIO_DATA=<folder>  reference data; tests that want it are skipped, by name, without it.
set -euo pipefail
cd "$(dirname "$0")"
if [ "${1:-}" = --full ]; then
  export LEARNINGSTUDIO_FULL=1
  shift
fi
configuration=${1:-Release}
results=artifacts/test-results
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# A missing snapshot fails instead of being written.
export SNAPSHOOTER_STRICT_MODE=true

command -v dotnet >/dev/null || { echo "The .NET SDK is missing: install version 10.0.4xx (global.json)." >&2; exit 2; }
dotnet --version >/dev/null || { echo "No installed SDK satisfies global.json." >&2; exit 2; }

step() { # step <name> <command…>: runs the command and prints its seconds; its output only if it fails.
  local name=$1 begin=$SECONDS log
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    printf '%-44s %4d s\n' "$name" $((SECONDS - begin))
    rm -f "$log"
  else
    cat "$log"
    rm -f "$log"
    printf '%-44s failed after %d s\n' "$name" $((SECONDS - begin))
    return 1
  fi
}

install() { # install <package>: the tests run on real servers; Debian and its kin have them as packages.
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  # The tests make clusters of their own: none is wanted from the package.
  $sudo mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
  $sudo apt-get update && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1"
}

need() { # need <package> <what>: installs it where there is a way, or says what is missing.
  command -v apt-get >/dev/null || { echo "$2 is missing: install it." >&2; exit 2; }
  step "$1" install "$1"
}

rm -rf "$results"
mkdir -p "$results"
command -v redis-server >/dev/null || need redis-server "redis-server 6.2 or later"
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || need postgresql "PostgreSQL 13 or later, under /usr/lib/postgresql/<version>"
command -v chromium >/dev/null || need chromium "Chromium"
command -v clang >/dev/null || command -v gcc >/dev/null || need build-essential "A C compiler, which links what is compiled ahead of time"
step "local tools" dotnet tool restore
step "format" dotnet csharpier check .
step "build" dotnet build LearningStudio.sln -c "$configuration" --nologo -v quiet

benchmarks=$PWD/artifacts/bin/LearningStudio.Benchmarks/$(tr '[:upper:]' '[:lower:]' <<<"$configuration")/LearningStudio.Benchmarks.dll
smoke() { # smoke: benchmarks of each kind, once each.
  dotnet "$benchmarks" --filter '*' --job dry --inProcess &&
    dotnet "$benchmarks" --once endpoints sqlite &&
    dotnet "$benchmarks" --once cache local &&
    dotnet "$benchmarks" --once repositories rows &&
    dotnet "$benchmarks" --once moderation duplicates
}

# The least percentage of lines that a package's own tests run.
declare -A least=(
  [LearningStudio.Caching]=80
  [LearningStudio.Moderation]=80
  [LearningStudio.QueryBudgets]=90
  [LearningStudio.Moderation.Sql]=90
  [LearningStudio.Repositories]=90
  [LearningStudio.Statistics]=80
)

failed_suites=0
suite() { # suite <project>: runs its tests; those of a package count the lines they run.
  local name cover=()
  name=$(basename "$1" .csproj)
  case " ${!least[*]} " in *" ${name%.Tests} "*)
    cover=(--collect "XPlat Code Coverage" --settings tests/coverage.runsettings) ;;
  esac
  # A test that hangs is named after five minutes, and fails its suite.
  step "$name" dotnet test "$1" -c "$configuration" --no-build --nologo \
    --blame-hang --blame-hang-timeout 5m --blame-hang-dump-type none \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" "${cover[@]}"
}

coverage() { # coverage <package>: the percentage of its lines that its tests run.
  grep -ho "<package name=\"$1\" line-rate=\"[^\"]*\"" "$results"/*/coverage.cobertura.xml |
    sed 's/.*line-rate="//; s/"//' | sort -n | tail -1 | awk '{ printf "%.1f", 100 * $1 }'
}

for project in tests/*/*.Tests.csproj; do
  suite "$project" || failed_suites=$((failed_suites + 1))
done
step "benchmarks, once each" smoke || failed_suites=$((failed_suites + 1))

total() { grep -ho "<Counters [^>]*" "$results"/*.trx | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(total passed)
failed=$(total failed)
grep -ho '<UnitTestResult [^>]*outcome="NotExecuted"' "$results"/*.trx | grep -o 'testName="[^"]*"' | sort -u >"$results/skipped.txt" || true

status=0
if [ -s "$results/skipped.txt" ]; then
  echo "Skipped:"
  cat "$results/skipped.txt"
  # Without reference data its tests may be skipped; nothing else may, ever.
  if [ -n "${LEARNINGSTUDIO_DATA:-}" ] || grep -qv ReferenceData "$results/skipped.txt"; then
    echo "A skip is a failure here."
    status=1
  fi
fi

for package in "${!least[@]}"; do
  lines=$(coverage "$package") || true
  printf '%-44s %5s %% of lines, at least %s %%\n' "$package" "$lines" "${least[$package]}"
  if awk "BEGIN { exit !(${lines:-0} < ${least[$package]}) }"; then
    echo "Too few of its lines are tested."
    status=1
  fi
done

if [ "$failed_suites" -gt 0 ] || [ "$failed" -gt 0 ] || [ "$passed" -eq 0 ]; then
  status=1
fi
echo "$passed passed, $failed failed"
exit $status
