#!/usr/bin/env bash
# Checks a corpus in shards, and compares the join with one run over all of them: `--format jsonl` byte for byte, for 1, 2, 7 and 64 shards.
# With more than 10,000 records it is cut into 64 only. Prints what the parts, the maps and the join cost.
#
#   benches/parts.sh [--records N] [--program FILE]
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")/.."

records=10000
program=
while [ $# -gt 0 ]; do
  case "$1" in
    --records) records=$2; shift ;;
    --program) program=$(realpath "$2"); shift ;;
    *) echo "error: $1 is no option; see the top of $0" >&2; exit 2 ;;
  esac
  shift
done
if [ -z "$program" ]; then
  cargo build --locked --release --quiet
  program=$PWD/target/release/besluit
fi
home=$PWD/target/parts/$records
mkdir -p "$home"
if ! [ -e "$home/planted.txt" ]; then
  cargo bench --quiet --bench corpus -- "$home" --records "$records" --stream --broken 30 >&2
fi
cd "$home"
input=$(stat --format %s records.ndjson)

# Runs something, and tells the seconds and the KiB of memory that it took; findings are no failure.
measured() { { /usr/bin/time --format '%e %M' "$@" 2>&1 >"$out" || [ $? -eq 1 ]; } | tail -n 1; }

counts=(1 2 7 64)
[ "$records" -le 10000 ] || counts=(64)
echo "| records | shards | parts, % of the input | maps, s | join, s | join, MiB | one run, s | one run, MiB |"
echo "|---|---|---|---|---|---|---|---|"
for count in "${counts[@]}"; do
  rm -rf shards parts
  mkdir shards parts
  split --number "l/$count" --numeric-suffixes --suffix-length 2 --additional-suffix .ndjson records.ndjson shards/
  out=one.jsonl
  read -r one_time one_memory < <(measured "$program" validate --root . --as-of 2025-12-31 --notes --format jsonl shards/*.ndjson)
  start=$(date +%s.%N)
  for shard in shards/*.ndjson; do
    number=$((10#$(basename "$shard" .ndjson)))
    "$program" validate --root . --as-of 2025-12-31 --notes "$shard" --part "$number" -o "parts/$number.part"
  done
  maps=$(echo "$(date +%s.%N) - $start" | bc)
  out=join.jsonl
  # Where the shards are is not asked any more.
  mv shards gone
  parts=$(find parts -name '*.part' | shuf --random-source=records.ndjson)
  # shellcheck disable=SC2086
  read -r join_time join_memory < <(measured "$program" validate --join --expect "$count" --root . --notes --format jsonl $parts)
  mv gone shards
  cmp one.jsonl join.jsonl
  size=$(cat parts/*.part | wc --bytes)
  printf '| %s | %s | %.1f | %.1f | %s | %s | %s | %s |\n' "$records" "$count" "$(echo "100 * $size / $input" | bc -l)" "$maps" "$join_time" \
    $((join_memory / 1024)) "$one_time" $((one_memory / 1024))
done
