#!/bin/sh
# Starts Redis as a cache whose only account is that of users.acl; the password comes from the environment and is kept as its hash.
set -eu
hash=$(printf %s "${REDIS_PASSWORD:?}" | sha256sum | cut -d ' ' -f 1)
acl=${ACL_FILE:-/tmp/users.acl}
unknown=
case $(redis-server --version) in
  # Servers before 7.2 do not start with the name of a command that they do not know.
  *" v=6."* | *" v=7.0."*) unknown='s/ +client|setinfo//' ;;
esac
sed -e "s/PASSWORD_HASH/$hash/" -e "$unknown" "$(dirname "$0")/users.acl" > "$acl"
# The least used entries leave when it is full, and after a restart nothing in it would be trusted.
exec redis-server --maxmemory 256mb --maxmemory-policy allkeys-lru --save "" --appendonly no --aclfile "$acl" "$@"
