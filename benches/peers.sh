#!/usr/bin/env bash
# Runs besluit beside programs that check a schema only, on the same records with the same schema, and prints the ratios as tables in
# Markdown. Installs those programs by their names into a folder below target/; nothing else is needed than Rust, Node.js and Python.
#
#   benches/peers.sh [--records N] [--rounds N] [--write FILE] [PART…]
#
# The parts are: checks ndjson files one broken growth scale text stages; without any, all of them. Progress goes to stderr.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")/.."
# No compiled modules beside the drivers.
export PYTHONDONTWRITEBYTECODE=1

parts=()
# About 400 MB of NDJSON.
records=104000
rounds=5
document=
while [ $# -gt 0 ]; do
  case "$1" in
    --records) records=$2; shift ;;
    --rounds) rounds=$2; shift ;;
    --write) document=$2; shift ;;
    checks | ndjson | files | one | broken | growth | scale | text | stages) parts+=("$1") ;;
    *) echo "error: $1 is neither an option nor a part; see the top of $0" >&2; exit 2 ;;
  esac
  shift
done
[ ${#parts[@]} -gt 0 ] || parts=(checks ndjson files one broken growth scale text stages)

home=$PWD/target/peers
corpora=$home/corpora
tables=$home/tables
schema=$PWD/schema/record.schema.json
drivers=$PWD/benches/peers
python=$home/python/bin/python
besluit=$home/bin/besluit
read_only=$home/bin/read_only
schema_only=$home/bin/schema_only
generator=$home/bin/corpus
jsonschema_cli=$home/cargo/bin/jsonschema-cli
platform=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m | sed 's/aarch64/arm64/')
# Without the start of Node.js, which the package has around it.
sourcemeta=$home/node/node_modules/@sourcemeta/jsonschema/build/github-releases/jsonschema-$platform
mkdir -p "$corpora"
rm -rf "$tables" && mkdir -p "$tables"

say() { echo "$*" >&2; }

# -- the programs ---------------------------------------------------------------------------------

jsonschema_cli_version=0.60.2

install_peers() {
  say "installing the programs to compare with"
  [ -x "$python" ] || python3 -m venv "$home/python"
  "$python" -m pip install --disable-pip-version-check --quiet --requirement "$drivers/requirements.txt" >&2
  mkdir -p "$home/node"
  if ! cmp -s "$drivers/package.json" "$home/node/installed.json"; then
    cp "$drivers/package.json" "$home/node/"
    npm install --silent --no-audit --no-fund --prefix "$home/node" >&2
    cp "$drivers/package.json" "$home/node/installed.json"
  fi
  node "$drivers/ajv_compile.mjs" "$schema" "$home/node/validate.cjs" >&2
  # What is there in that version is left as it is.
  cargo install --quiet --locked --root "$home/cargo" --version "$jsonschema_cli_version" jsonschema-cli >&2
}

# Builds besluit and the benches, and puts them where no other build replaces them meanwhile.
build() {
  say "building besluit"
  mkdir -p "$home/bin"
  cargo bench --quiet --locked --no-run --bench corpus --bench read_only --bench schema_only --message-format json |
    python3 -c '
import json, shutil, sys
for line in sys.stdin:
    made = json.loads(line)
    if made.get("executable"):
        shutil.copy2(made["executable"], sys.argv[1] + "/" + made["target"]["name"])
' "$home/bin"
}

# The versions of all programs, and on what they ran.
programs() {
  local of_node="$home/node/node_modules"
  npm_version() { node -p "require('$of_node/$1/package.json').version"; }
  pip_version() { "$python" -c 'import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))' "$1"; }
  echo "| program | version |"
  echo "|---|---|"
  echo "| besluit | $("$besluit" --version | cut -d ' ' -f 2), built by $(rustc --version | cut -d ' ' -f 1-2) |"
  echo "| cat | $(cat --version | head -1 | sed 's/.* //') |"
  echo "| ajv | $(npm_version ajv), Node.js $(node --version) |"
  echo "| jsonschema-rs + orjson | $(pip_version jsonschema-rs) + $(pip_version orjson), $("$python" --version) |"
  echo "| msgspec | $(pip_version msgspec), $("$python" --version) |"
  echo "| sourcemeta | $(npm_version @sourcemeta/jsonschema) |"
  echo "| jsonschema-cli | $jsonschema_cli_version |"
  echo "| check-jsonschema | $(pip_version check-jsonschema), $("$python" --version) |"
  echo
  echo "On $(nproc) processors ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)), $(uname -sr)."
}

# -- the corpora ----------------------------------------------------------------------------------

# corpus NAME OPTION…: the folder of a corpus, which is written unless it is there, by the same generator.
corpus() {
  local folder=$corpora/$1 made
  shift
  made="$(cksum <"$generator") $*"
  if [ "$made" != "$(cat "$folder/made" 2>/dev/null)" ]; then
    say "writing $folder: $*"
    rm -rf "$folder"
    "$generator" "$folder" "$@" >&2
    # The same stream by the name that some programs know streams by.
    [ ! -e "$folder/records.ndjson" ] || ln "$folder/records.ndjson" "$folder/records.jsonl"
    echo "$made" >"$folder/made"
  fi
  echo "$folder"
}

# -- the tables -----------------------------------------------------------------------------------

measure() { python3 "$drivers/measure.py" "$@" --rounds "$rounds"; }

# What besluit is asked, of a dataset whose records are a stream.
validate_stream() { echo "$besluit validate --root $1 --as-of 2025-12-31 $1/records.ndjson"; }

checks() {
  local valid broken report=$home/report.jsonl
  valid=$(corpus checks-valid --records 3000 --stream)
  broken=$(corpus checks-broken --records 3000 --stream --broken 100)
  local code=0
  $(validate_stream "$valid") >/dev/null
  $(validate_stream "$broken") --format jsonl >"$report" || code=$?
  [ "$code" -eq 1 ]
  python3 "$drivers/check.py" "$valid" "$broken" "$report" "$home" <<LINES
ajv | ndjson | node $drivers/ajv.mjs $home/node/validate.cjs {file} 2
jsonschema-rs + orjson | ndjson | $python $drivers/jsonschema_rs_peer.py $schema {file} 2
msgspec | ndjson | $python $drivers/msgspec_peer.py $schema {file} 2
sourcemeta | jsonl | $sourcemeta validate --fast $schema {file}
jsonschema-cli | json | $jsonschema_cli validate $schema --offline --errors-only -i {file}
check-jsonschema | json | $home/python/bin/check-jsonschema --schemafile $schema {file}
LINES
}

ndjson() {
  local folder
  folder=$(corpus ndjson --records "$records" --stream)
  measure compare <<LINES
besluit | 1 2 | - | 0 | $(validate_stream "$folder")
besluit, schema only | 1 2 | - | 0 | $schema_only $folder/records.ndjson --threads {threads}
cat | 1 | - | 0 | cat $folder/records.ndjson
read_only | 1 | - | 0 | $read_only $folder/records.ndjson
ajv | 1 2 | - | 0 | node $drivers/ajv.mjs $home/node/validate.cjs $folder/records.ndjson {threads}
jsonschema-rs + orjson | 1 2 | - | 0 | $python $drivers/jsonschema_rs_peer.py $schema $folder/records.ndjson {threads}
msgspec | 1 2 | - | 0 | $python $drivers/msgspec_peer.py $schema $folder/records.ndjson {threads}
sourcemeta | 1 | - | 0 | $sourcemeta validate --fast $schema $folder/records.jsonl
LINES
}

files() {
  local folder count=10000
  [ "$records" -ge "$count" ] || count=$records
  folder=$(corpus files --records "$count")
  measure compare <<LINES
besluit | 1 2 | - | 0 | $besluit validate --root $folder --as-of 2025-12-31 $folder
read_only | 1 2 | - | 0 | $read_only $folder --threads {threads}
jsonschema-cli | 1 | - | 0 | $jsonschema_cli validate $schema --offline --errors-only -i {json:$folder}
sourcemeta | 1 | - | 0 | $sourcemeta validate --fast $schema $folder/records
check-jsonschema | 1 | 2 | 0 | $home/python/bin/check-jsonschema --schemafile $schema {json:$folder}
LINES
}

one() {
  # An actor needs no other record; this one has some five kilobytes of identifiers.
  local folder=$corpora/one file
  file=$folder/records/actors/state-xa.json
  mkdir -p "$folder/records/actors"
  printf 'name = "one"\nprefix = "one"\nlanguages = ["en"]\n' >"$folder/besluit.toml"
  python3 -c '
import json
identifiers = [{"scheme": "register_of_states", "value": f"№ {nth} of the register"} for nth in range(45)]
print(json.dumps({
    "type": "actor", "schema_version": "0.2.0", "id": "state-xa", "kind": "state", "name": {"en": "The state of Xa"},
    "identifiers": identifiers, "record": {"revision": 1, "state": "published"},
}, ensure_ascii=False, indent=2))
' >"$file"
  # So short a run is repeated more often.
  python3 "$drivers/measure.py" compare --rounds $((rounds * 40)) --warm-ups 20 <<LINES
besluit | 1 2 | - | 0 | $besluit validate --as-of 2025-12-31 $file
jsonschema-cli | 1 | - | 0 | $jsonschema_cli validate $schema --offline --errors-only -i $file
true | 1 | - | 0 | /bin/true
LINES
}

broken() {
  local valid some many
  valid=$(corpus ndjson --records "$records" --stream)
  some=$(corpus broken-10 --records "$records" --stream --broken 10)
  many=$(corpus broken-300 --records "$records" --stream --broken 300)
  measure compare <<LINES
valid | 1 2 | - | 0 | $(validate_stream "$valid") --format jsonl
1% broken | 1 2 | - | 1 | $(validate_stream "$some") --format jsonl
30% broken | 1 2 | - | 1 | $(validate_stream "$many") --format jsonl
LINES
}

growth() {
  local few many count=100000
  [ "$records" -ge "$count" ] || count=$records
  few=$(corpus growth-1 --records "$count" --stream)
  many=$(corpus growth-10 --records $((10 * count)) --stream)
  measure growth record <<LINES
besluit | $count | - | 0 | $(validate_stream "$few")
besluit | $((10 * count)) | - | 0 | $(validate_stream "$many")
LINES
}

# Ten times the records of the others, three in a hundred of them broken, and twice as many files as the others have records.
scale() {
  local stream folder
  stream=$(corpus scale-broken --records $((10 * records)) --stream --broken 30)
  folder=$(corpus scale-files --records $((2 * records)))
  measure compare <<LINES
besluit | 1 2 | - | 1 | $(validate_stream "$stream") --format jsonl
besluit, schema only | 1 2 | - | 1 | $schema_only $stream/records.ndjson --threads {threads}
LINES
  echo
  measure compare <<LINES
besluit | 1 2 | - | 0 | $besluit validate --root $folder --as-of 2025-12-31 $folder
read_only | 1 2 | - | 0 | $read_only $folder --threads {threads}
LINES
}

text() {
  # One quote for every twenty words, and every word in one more or less.
  local longest=400000 words folder
  [ "$records" -ge 100000 ] || longest=$((4 * records))
  for words in $((longest / 8)) $((longest / 4)) $((longest / 2)) "$longest"; do
    folder=$(corpus "text-$words" --text-words "$words" --quotes $((words / 20)))
    echo "besluit | $words | - | 0 | $besluit validate --root $folder --as-of 2025-12-31 $folder"
  done | measure growth word
}

stages() {
  cargo bench --quiet --locked --bench stages | python3 "$drivers/stages.py"
}

# -- all of it ------------------------------------------------------------------------------------

install_peers
build
for part in programs "${parts[@]}"; do
  say "$part"
  printf '## %s\n\n' "$part"
  "$part" | tee "$tables/$part.md"
  echo
done
[ -z "$document" ] || python3 "$drivers/write.py" "$document" "$tables"
