#!/usr/bin/env bash
# The sample host under wrk with 32 connections while its Redis is killed, started again, stopped and continued.
# Prints a Markdown table. Needs wrk, redis-server and curl. Usage: benchmarks/load/redis-fault.sh [seconds a phase]
set -euo pipefail
cd "$(dirname "$0")/../.."
phase=${1:-10}
work=$(mktemp -d)
trap 'kill -KILL $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
redis_port=$(free_port)
host=http://127.0.0.1:$(free_port)

begin_redis() { # An empty one each time: what it held is gone with it.
  redis-server --port "$redis_port" --save "" --dir "$work" >"$work/redis.log" &
  redis=$!
  until redis-cli -p "$redis_port" ping >/dev/null 2>&1; do sleep 0.1; done
}

load() { # load <seconds> <what>: a row of the table.
  wrk -t1 -c32 -d"$1"s -s benchmarks/load/forum.lua "$host" >"$work/wrk.log"
  awk -v what="$2" '/^FIGURES/ { printf "| %s | %s | %s | %s | %s | %s |\n", what, $2, $3, $4, $5, $6 }' "$work/wrk.log"
}

dotnet build samples/HostApi -c Release --nologo -v quiet >"$work/build.log" || { cat "$work/build.log"; exit 1; }
begin_redis
(cd samples/HostApi && exec env ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS="$host" Logging__LogLevel__Default=Error \
  Repositories__Sqlite="Data Source=$work/forum.db" Redis="127.0.0.1:$redis_port" \
  dotnet ../../artifacts/bin/HostApi/release/HostApi.dll) >"$work/host.log" &
until curl -fs "$host/health/ready" >/dev/null; do sleep 0.2; done
load 15 warm-up >/dev/null

echo "| phase | requests/s | p50 ms | p99 ms | status ≥ 400 | socket errors |"
echo "|---|---:|---:|---:|---:|---:|"
load "$phase" "before"
kill -KILL "$redis"
load 1 "killed, first second"
load "$phase" "killed, afterwards"
begin_redis
load 2 "started, first two seconds"
load "$phase" "started, afterwards"
kill -STOP "$redis"
load 1 "stopped, first second"
load "$phase" "stopped, afterwards"
kill -CONT "$redis"
load 2 "continued, first two seconds"
load "$phase" "continued, afterwards"
