#!/bin/sh
# Verifies the trail without the console's code: psql, sha256sum, awk, for the anchors openssl. Any role that may read the trail will do.
#   docs/verify-trail.sh 'host=… dbname=madoguchi user=auditor' [anchor file [key file]]
# Prints what is wrong and where, then "N entries, M findings"; ends with 1 when there are findings.
set -eu
database=$1 anchors=${2:-} key=${3:-}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
mkdir "$work/texts"
export PGCLIENTENCODING=UTF8
# One snapshot: heads, links, and of each entry the text of its hash: the columns joined by 0x1F, as psql itself joins them.
psql -XAtq -v ON_ERROR_STOP=1 "$database" <<SQL
begin isolation level repeatable read read only;
\\pset fieldsep ' '
\\o $work/heads
select chain, seq, encode(hash, 'hex') from madoguchi.audit_chain order by chain;
\\o $work/links
select chain, seq, encode(previous, 'hex'), encode(hash, 'hex') from madoguchi.audit_entry order by chain, seq, id;
\\pset fieldsep '\\037'
\\o $work/lines
select encode(previous, 'hex'), chain, seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), application, action, outcome,
       staff_no, place_no, contact_no, member_no, operation_id, reason, details
from madoguchi.audit_entry order by chain, seq, id;
SQL
awk -v to="$work/texts" '{ file = sprintf("%s/%012d", to, NR); printf "%s", $0 > file; close(file) }' "$work/lines"
(cd "$work/texts" && find . -type f -print0 | sort -z | xargs -0 -r sha256sum | cut -c1-64) > "$work/sums"
empty=$(printf '' | sha256sum | cut -c1-64)
{
  paste -d' ' "$work/links" "$work/sums" | awk -v empty="$empty" -v heads="$work/heads" '
    BEGIN                                                { chain = "none" }
    $5 != $4                                             { print "chain " $1 " entry " $2 ": its columns do not give its hash" }
    $1 != chain                                          { chain = $1; seq = 0; hash = empty }
    $2 != seq + 1                                        { print "chain " $1 " entry " $2 ": does not come after entry " seq }
    $3 != hash                                           { print "chain " $1 " entry " $2 ": does not follow the hash before it" }
    { seq = $2; hash = $4; last[$1] = $2 " " $4 }
    END { while ((getline < heads) > 0)
            if ((($1 in last) ? last[$1] : "0 " empty) != $2 " " $3) print "chain " $1 ": does not end at its head, entry " $2 }'
  if [ -n "$anchors" ]; then
    line=$(tail -n 1 "$anchors")
    if [ -n "$key" ]; then
      secret=$(base64 -d "$key" | od -An -v -tx1 | tr -d ' \n')
      mac=$(printf %s "${line% *}" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$secret" | sed 's/.* //')
      [ "$mac" = "${line##* }" ] || echo "the last anchor was not signed with this key"
    fi
    printf '%s\n' "$line" | cut -d' ' -f4 | tr ',' '\n' | tr ':' ' ' | awk -v links="$work/links" '
      BEGIN { while ((getline < links) > 0) there[$1 " " $2] = $4 }
      $2 > 0 && there[$1 " " $2] != $3 { print "chain " $1 " entry " $2 ": is not as it was anchored" }'
  fi
} > "$work/findings"
cat "$work/findings"
echo "$(wc -l < "$work/links") entries, $(wc -l < "$work/findings") findings"
[ ! -s "$work/findings" ]
