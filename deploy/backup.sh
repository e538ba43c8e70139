#!/bin/sh
# Dumps the database of PGHOST, PGDATABASE, PGUSER and PGPASSWORD into BACKUP_FOLDER each night, and keeps BACKUP_DAYS days (14).
# With the argument "once" it dumps at once and ends.
set -eu
folder=${BACKUP_FOLDER:-/backups}

# Every step hangs on the one before: behind "dump ||" the shell does not stop at a failure by itself.
dump() {
  file="$folder/forum-$(date -u +%Y%m%dT%H%M%SZ).dump"
  # A dump has its name only once it is complete, and only then may older ones go.
  pg_dump --format=custom --file="$file.partial" && mv "$file.partial" "$file" || {
    rm -f "$file.partial"
    return 1
  }
  find "$folder" -maxdepth 1 \( -name 'forum-*.dump' -o -name 'forum-*.dump.partial' \) -mtime "+${BACKUP_DAYS:-14}" -delete ||
    echo "The dump is complete, but older ones could not be removed." >&2
  echo "$file"
}

if [ "${1:-}" = once ]; then
  dump
  exit
fi

while true; do
  # Until it is 02:00 UTC again, today or tomorrow.
  sleep $((86400 - ($(date -u +%s) - 7200) % 86400))
  dump || echo "The dump failed: the next attempt is at 02:00 UTC." >&2
done
