#!/bin/bash
# Fuzzes every target for MINUTES each (or only those named after it), from the corpora kept here.
# What is found new grows beside them in grown/; a finding ends the run and lies in artifacts/.
set -euo pipefail
cd "$(dirname "$0")"

minutes=${1:-10}
shift || true
targets=("$@")
((${#targets[@]})) || mapfile -t targets < <(cargo +nightly fuzz list --fuzz-dir .)

command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz --locked
# The threads that work together are never ended, the AV1 decoder keeps 48 bytes of each picture, and SQLite's
# tables are in two parts of the program: none of these is a finding.
export ASAN_OPTIONS=detect_leaks=0:detect_odr_violation=0
# The versions that the program itself is built with.
cp ../../Cargo.lock Cargo.lock

for target in "${targets[@]}"; do
    mkdir -p "grown/$target" "corpus/$target"
    echo "== $target, $minutes minutes"
    # A gigabyte is what one artwork may take; the sanitiser itself takes as much again.
    cargo +nightly fuzz run --fuzz-dir . "$target" "grown/$target" "corpus/$target" -- \
        -max_total_time=$((minutes * 60)) -rss_limit_mb=3000 -timeout=30 -max_len=65536 -print_final_stats=1
done
echo "No findings."
