#!/bin/sh
# Dumps the database of PGHOST, PGDATABASE, PGUSER and PGPASSWORD into BACKUP_FOLDER each night, and keeps BACKUP_DAYS days (14).
# With the argument "once" it dumps at once and ends.
set -eu
folder=${BACKUP_FOLDER:-/backups}

dump() {
  file="$folder/forum-$(date -u +%Y%m%dT%H%M%SZ).dump"
  # A dump has its name only once it is complete.
  pg_dump --format=custom --file="$file.partial"
  mv "$file.partial" "$file"
  find "$folder" -name 'forum-*.dump' -mtime "+${BACKUP_DAYS:-14}" -delete
  echo "$file"
}

if [ "${1:-}" = once ]; then
  dump
  exit
fi

while true; do
  sleep $(($(date -u -d 'tomorrow 02:00' +%s) - $(date -u +%s)))
  dump || echo "The dump failed: the next attempt is tomorrow." >&2
done
