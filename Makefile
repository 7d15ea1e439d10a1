# Two commands do everything: `make run` opens the app, `make test` runs every test.
# Both set the machine up first; on a machine that is ready this takes no time.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# One set of features for everything that tests: each other set would build WebKit's bindings again.
TESTED := --workspace --features dangle-app/test-server
UI_SOURCES := $(shell find ui/src ui/index.html ui/*.json ui/*.js ui/*.ts -type f 2>/dev/null)
SAMPLES := $(wildcard assets/samples/*.svg)
# The real window wants a screen; a machine without one gets a drawn one. Without -noreset it starts anew
# whenever its last window closes, and a window that opens in that moment finds no screen.
ON_A_SCREEN := xvfb-run -a -s '-screen 0 1680x1280x24 -noreset'

.PHONY: help run test picture types bench nightly fuzz screenshots clean setup-run setup-test
.PHONY: test-ui test-rust test-docs journeys window app ui

help:
	@echo 'make run          open the app on a sample project'
	@echo 'make test         run every test'
	@echo 'make picture      render the sample scene to a PNG, without a window'
	@echo 'make types        write the types the UI reads anew'
	@echo 'make bench        measure'
	@echo 'make nightly      test more random pictures than a day has time for'
	@echo 'make fuzz         throw damaged files at every decoder, odd masks at the outline (MINUTES=10 each)'
	@echo 'make screenshots  take the pictures of the README'
	@echo 'make clean        remove everything that was built'

# --- running ---------------------------------------------------------------------------------------------

run:
	@if [ "$$(uname -s)" = Linux ] && [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		echo 'There is no display here, so no window can open. To see Dangle all the same:'; \
		echo '  make picture       renders the sample scene to a PNG'; \
		echo '  make screenshots   takes pictures of every room, in a browser without a window'; \
		echo '  ssh -X <machine>   brings the window to your own screen, then make run'; \
	else \
		$(MAKE) setup-run ui && cargo run -p dangle-app -- --sample; \
	fi

picture: setup-run
	cargo run -q -p dangle-cli -- picture $(wordlist 1,3,$(SAMPLES)) --out target/sample.png
	@echo 'The sample scene is in target/sample.png.'

# --- setting up ------------------------------------------------------------------------------------------

setup-run:
	@tests/setup/setup.sh run

setup-test:
	@tests/setup/setup.sh test

ui: ui/dist/.built

ui/dist/.built: $(UI_SOURCES)
	cd ui && npm run --silent build
	@touch $@

# --- testing: what fails fastest comes first -------------------------------------------------------------

test: setup-test
	@$(MAKE) test-ui
	@$(MAKE) test-rust
	@$(MAKE) test-docs
	@$(MAKE) journeys
	@$(MAKE) window
	@echo 'Everything passed.'

test-ui: ui
	cd ui && npm run --silent check
	cd ui && npm run --silent lint
	cd ui && npm run --silent format:check
	cd ui && npm run --silent test

test-rust: ui
	cargo fmt --all --check
	cargo clippy $(TESTED) --all-targets -- -D warnings
	cargo test $(TESTED)
	git diff --exit-code ui/src/types

test-docs:
	RUSTDOCFLAGS='-D warnings' cargo doc $(TESTED) --no-deps --document-private-items

app: ui
	cargo build $(TESTED) --bins

journeys: app
	node --test tests/journeys/*.test.mjs

window: app
	$(ON_A_SCREEN) node --test --test-concurrency=1 tests/window/*.test.mjs tests/security/*.test.mjs

# --- the rest --------------------------------------------------------------------------------------------

types: setup-run ui
	DANGLE_WRITE_TYPES=1 cargo test -q -p dangle-app --features test-server --test types

# The bars are for the release build, on two cores.
bench: setup-test app
	cargo bench -p dangle-store -p dangle-print -p dangle-tests
	cargo run --release -p dangle-bench-outline
	cargo build --release -p dangle-app --features test-server --bin dangle-test-server
	node tests/benches/drop.mjs target/release/dangle-test-server
	node tests/benches/picture.mjs target/release/dangle-test-server
	$(ON_A_SCREEN) node tests/benches/swing.mjs
	cargo run --release -p dangle-mockup --example looks -- --time
	cargo build --release -p dangle-bench-nest
	test -x target/peers/bin/python || python3 -m venv target/peers
	target/peers/bin/pip install -q -r tests/benches/nest/requirements.txt
	target/peers/bin/python tests/benches/nest/beside.py target/release/dangle-bench-nest

# Ten thousand random pictures instead of five hundred.
nightly: setup-test ui
	DANGLE_NIGHTLY=1 cargo test -p dangle-design

# Wants a nightly toolchain of Rust: rustup toolchain install nightly.
MINUTES ?= 10
fuzz:
	tests/fuzz/fuzz.sh $(MINUTES)

screenshots: setup-test app
	node tests/screenshots/take.mjs

clean:
	cargo clean
	rm -rf ui/dist ui/node_modules tests/node_modules tests/out
