#!/usr/bin/env bash
# Sees that this machine has what Dangle needs, and installs it where that can be done without asking.
# Usage: tests/setup/setup.sh run|test
set -euo pipefail
cd "$(dirname "$0")/../.."

purpose=${1:?run or test}
list=tests/setup/packages.txt
least_rust=1.92
least_node=20.19

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

# at_least 1.95.0 1.90: whether the first version is not older than the second.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

see_to_rust() {
  command -v cargo > /dev/null || fail "Rust is missing. Install it from https://rustup.rs, then run this again."
  local found
  found=$(rustc --version | cut -d ' ' -f 2)
  at_least "$found" "$least_rust" || fail "Rust $found is too old (at least $least_rust): run rustup update."
  if [ "$purpose" = test ] && ! { cargo fmt --version && cargo clippy --version; } > /dev/null 2>&1; then
    fail "rustfmt or clippy is missing: run rustup component add rustfmt clippy."
  fi
}

see_to_node() {
  command -v npm > /dev/null || fail "Node is missing. Install Node $least_node or newer (https://nodejs.org), then run this again."
  local found
  found=$(node --version)
  at_least "${found#v}" "$least_node" || fail "Node $found is too old (at least $least_node)."
}

# The packages of this purpose; testing needs those for running too.
wanted() { awk -v purpose="$purpose" '$1 == "run" || $1 == purpose { print $2 }' "$list"; }

missing() {
  local package
  for package in $(wanted); do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || printf '%s ' "$package"
  done
}

see_to_packages() {
  local packages as_root=()
  packages=$(missing)
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo > /dev/null || fail "These packages are missing; as root: apt-get install --no-install-recommends $packages"
    as_root=(sudo)
  fi
  say "Installing: $packages"
  "${as_root[@]}" apt-get update -qq
  # shellcheck disable=SC2086 # one word a package
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages > /dev/null
}

see_to_system() {
  case "$(uname -s)" in
    Linux)
      if command -v apt-get > /dev/null; then
        see_to_packages
      elif ! pkg-config --exists webkit2gtk-4.1 2> /dev/null; then
        fail "WebKitGTK is missing. Install your system's packages for these of Debian: $(wanted | tr '\n' ' ')"
      fi
      ;;
    Darwin)
      xcode-select -p > /dev/null 2>&1 || fail "Apple's command line tools are missing: run xcode-select --install."
      ;;
    MINGW* | MSYS* | CYGWIN*)
      say "On Windows, Dangle needs the Visual Studio Build Tools (C++) and WebView2, which Windows 11 brings."
      ;;
    *) fail "Dangle does not know this system. It runs on Linux, macOS and Windows." ;;
  esac
}

# see_to_npm FOLDER: exactly what its lock file names, and nothing again when that is there.
see_to_npm() {
  [ -f "$1/package-lock.json" ] || return 0
  if [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ]; then return 0; fi
  say "Fetching what $1 needs"
  (cd "$1" && npm ci --no-audit --no-fund --loglevel=error)
  touch "$1/node_modules/.package-lock.json"
}

# What reads the print files in the tests and drops files on the window, in a place of its own: exactly what its list names.
see_to_readers() {
  local list=tests/readers/requirements.txt place=target/readers
  if [ -x "$place/bin/python" ] && [ "$place/.installed" -nt "$list" ]; then return 0; fi
  say "Fetching what reads the print files"
  mkdir -p target
  python3 -m venv --clear "$place"
  "$place/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$list"
  touch "$place/.installed"
}

see_to_rust
see_to_node
see_to_system
see_to_npm ui
if [ "$purpose" = test ]; then
  see_to_npm tests
  see_to_readers
fi
