#!/usr/bin/env bash
# Records what the host of commit 95f2d3c, the first database format in use, wrote and answered: a database and its answers on
# SQLite and PostgreSQL, beside this script. Needs that commit in the checkout, curl, jq and a PostgreSQL server.
# Usage: record.sh <port of a PostgreSQL server on 127.0.0.1 where user postgres is trusted> [<a checkout of that commit>]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
port=$1
base=http://localhost:5391/api/v1
work=$(mktemp -d)
source=${2:-$work/source}
host=
trap 'kill $host 2>/dev/null || true; rm -rf "$work"; git -C "$here" worktree prune' EXIT
[ -d "$source" ] || git -C "$here" worktree add --quiet --detach "$source" 95f2d3c
dotnet build "$source/samples/HostApi" -c Release --nologo -v quiet
program=$source/artifacts/bin/HostApi/release/HostApi.dll

as() { # as <user> <method> <path> [<body>]: prints the answer.
  curl -s -X "$2" "$base$3" -H "Authorization: Demo $1" ${4:+-H 'Content-Type: application/json' -d "$4"}
}

review() { # review <target kind> <target id> [<type>]: the id of an open review.
  as demo4 GET '/moderation/queue?page_size=100' |
    jq -r --arg kind "$1" --arg type "${3:-}" --argjson id "$2" \
      'first(.items[] | .item | select(.target.kind == $kind and .target.id == $id and ($type == "" or .type == $type)) | .id)'
}

decide() { # decide <user> <review> <action> [<note>]: claims a review and decides it.
  local fence
  fence=$(as "$1" POST "/moderation/queue/$2/claim" | jq .fence)
  as "$1" POST "/moderation/queue/$2/decision" "{\"fence\":$fence,\"action\":\"$3\"${4:+,\"note\":\"$4\"}}" >/dev/null
}

deeds() { # deeds: every state that a topic, a post and a review can be in.
  local forum topic held post spam first
  forum=$(as demo1 GET /forums | jq '[.. | objects | select(.slug? == "vegetables") | .id] | first')
  topic=$(as demo1 GET "/forums/$forum/topics" | jq '[.items[] | select(.title | startswith("Slugs"))] | first | .id')

  as demo1 POST /topics "{\"forumId\":$forum,\"title\":\"Beans on strings\",\"body\":\"They climb well this year.\"}" >/dev/null
  held=$(as demo5 POST /topics "{\"forumId\":$forum,\"title\":\"Hello from a balcony\",\"body\":\"I have two pots and a wish.\"}" | jq .topicId)
  as demo10 POST /topics "{\"forumId\":$forum,\"title\":\"May I ask?\",\"body\":\"My first topic waits.\"}" >/dev/null
  decide demo4 "$(review topic "$held")" approve "welcome"

  # No text is like another: near copies of what is rejected would be spam.
  local texts=(
    "approved Copper tape round the pot kept mine off for a whole summer."
    "rejected Has anybody seen the match last night, what a goal that was!"
    "waiting Which of these would you plant under an old walnut tree?"
    "claimed My neighbour swears by beer traps, though his dog drinks them."
    "edited Frost came early here, so the dahlias are in the cellar."
    "undone Sharpen the hoe first and the rest is half the work."
    "restored I keep seeds in film canisters with a spoon of rice."
  )
  for text in "${texts[@]}"; do
    post=$(as demo5 POST "/topics/$topic/posts" "{\"body\":\"${text#* }\"}" | jq .postId)
    case ${text%% *} in
      approved) decide demo4 "$(review post "$post")" approve "fine" ;;
      rejected) decide demo9 "$(review post "$post")" reject "off topic" ;;
      claimed) as demo9 POST "/moderation/queue/$(review post "$post")/claim" >/dev/null ;;
      edited) as demo5 POST "/posts/$post/edits" '{"body":"An edited reply of a newcomer."}' >/dev/null ;;
      undone)
        first=$(review post "$post")
        decide demo9 "$first" approve
        as demo9 POST "/moderation/queue/$first/undo" >/dev/null
        ;;
      restored)
        first=$(review post "$post")
        decide demo9 "$first" reject "by mistake"
        as demo4 POST "/moderation/queue/$first/undo" >/dev/null
        first=$(review post "$post")
        decide demo9 "$first" approve
        ;;
    esac
  done

  spam='Buy cheap viagra now, click here: http://pills.example.tk/win and win a prize at the casino. Limited time, act now, absolutely free!'
  for user in demo1 demo2 demo3 demo6; do
    as $user POST "/topics/$topic/posts" "{\"body\":\"$spam\"}" >/dev/null
  done
  decide demo4 "$(as demo4 GET '/moderation/queue?page_size=100' | jq '[.items[] | .item | select(.type == "spamDetection")] | first | .id')" reject spam
  as demo9 POST /moderation/bulk '{"key":"spam-1","action":"reject","type":"spamDetection","maximumPriority":3,"note":"the same again"}' >/dev/null

  post=$(as demo1 GET "/topics/$topic" | jq '.posts.items[1].id // .items[1].id')
  as demo2 POST "/posts/$post/reports" '{"reason":"rude"}' >/dev/null
  as demo3 POST "/posts/$post/reports" '{"reason":"off topic"}' >/dev/null
  first=$(as demo1 GET "/topics/$topic" | jq '.posts.items[0].id // .items[0].id')
  as demo7 POST "/posts/$first/reports" '{"reason":"spam"}' >/dev/null
  decide demo4 "$(review post "$first")" escalate "for a lead"
  post=$(as demo2 POST "/topics/$topic/posts" '{"body":"Somebody sold me compost that smelt of diesel."}' | jq .postId)
  as demo8 POST "/posts/$post/reports" '{"reason":"doubtful"}' >/dev/null
  decide demo9 "$(review post "$post")" askForInfo "who wrote it?"
  post=$(as demo6 POST "/topics/$topic/posts" '{"body":"Ducks. Two runner ducks and the slugs are history."}' | jq .postId)
  as demo8 POST "/posts/$post/reports" '{"reason":"doubtful"}' >/dev/null
  decide demo9 "$(review post "$post")" skip

  post=$(as demo3 POST "/topics/$topic/posts" '{"body":"Nematodes wrok below twelve degrees too."}' | jq .postId)
  as demo3 POST "/posts/$post/edits" '{"body":"Nematodes work below twelve degrees too."}' >/dev/null
  post=$(as demo3 POST "/topics/$topic/posts" '{"body":"Forget it, I misread the question."}' | jq .postId)
  as demo3 DELETE "/posts/$post" >/dev/null
  held=$(as demo1 POST /topics "{\"forumId\":$forum,\"title\":\"A topic that goes\",\"body\":\"Never mind.\"}" | jq .topicId)
  as demo1 DELETE "/topics/$held" >/dev/null
  held=$(as demo1 POST /topics "{\"forumId\":$forum,\"title\":\"A titel\",\"body\":\"Its title is corrected.\"}" | jq .topicId)
  as demo1 POST "/topics/$held/edits" '{"title":"A title"}' >/dev/null
}

paths() { # paths: "<user> <path>" for each read.
  local user forum topic
  for user in - demo1 demo5 demo4; do
    echo "$user /forums"
    for forum in $(as demo4 GET /forums | jq '.. | objects | select(has("slug")) | .id'); do
      echo "$user /forums/$forum"
      echo "$user /forums/$forum/topics?page_size=5"
      echo "$user /forums/$forum/topics?page=2&page_size=5"
    done
    for topic in $(seq 1 20); do
      echo "$user /topics/$topic?page_size=50"
      echo "$user /topics/$topic/posts"
    done
    echo "$user /search?q=reply"
    echo "$user /search?q=title"
    for topic in $(seq 1 10); do echo "$user /users/$topic/stats"; done
    echo "$user /statistics"
    echo "$user /statistics/activity?days=30"
    echo "$user /statistics/trending"
  done
  echo "demo4 /moderation/queue?page_size=100"
  for topic in $(seq 1 60); do echo "demo4 /moderation/queue/$topic"; done
  echo "demo4 /moderation/analytics"
}

run() { # run <engine> <setting>…: starts the host.
  ASPNETCORE_ENVIRONMENT=Development dotnet "$program" --urls=http://localhost:5391 "${@:2}" >>"$work/$1.log" &
  host=$!
  until curl -sf http://localhost:5391/health/ready >/dev/null; do sleep 0.2; done
}

stop() {
  kill $host && wait $host || true
  host=
}

dump() { # dump <engine>: saves the database.
  case $1 in
    sqlite) gzip -9nc "$work/forum.db" >"$here/sqlite.db.gz" ;;
    # Without psql's own commands, so that any client can run it.
    postgresql)
      pg_dump -h 127.0.0.1 -p "$port" -U postgres --inserts --no-owner --no-privileges recorded |
        grep -v '^\\' | gzip -9n >"$here/postgresql.sql.gz"
      ;;
  esac
}

record() { # record <engine> <setting>: does the deeds, saves the database, and reads everything.
  local settings=("--$2" --Logging:LogLevel:Default=Warning --Demo:Enabled=false --Warming:Enabled=false
    --Moderation:Duplicates:Enabled=true --contentRoot="$source/samples/HostApi")
  ASPNETCORE_ENVIRONMENT=Development dotnet "$program" import "$here/forum" --site garden "${settings[@]}"
  run "$1" "${settings[@]}"
  deeds
  stop
  dump "$1"
  # A new process: nothing that it answers was cached before.
  run "$1" "${settings[@]}"
  date -u +%Y-%m-%dT%H:%M:%SZ >"$work/moment"
  paths | while read -r user path; do
    header=()
    [ "$user" = - ] || header=(-H "Authorization: Demo $user")
    status=$(curl -s -o "$work/body" -w '%{http_code}' "$base$path" "${header[@]}")
    jq -n --arg user "$user" --arg path "$path" --argjson status "$status" --rawfile text "$work/body" \
      '{user: $user, path: $path, status: $status, body: ($text | fromjson? // .)}'
  done | jq -s --arg at "$(cat "$work/moment")" '{at: $at, answers: .}' | gzip -9n >"$here/$1.answers.json.gz"
  stop
}

record sqlite "Repositories:Sqlite=Data Source=$work/forum.db"
psql -h 127.0.0.1 -p "$port" -U postgres -qc 'CREATE DATABASE recorded'
record postgresql "Repositories:PostgreSql=Host=127.0.0.1;Port=$port;Username=postgres;Database=recorded"
psql -h 127.0.0.1 -p "$port" -U postgres -qc 'DROP DATABASE recorded'
