# Mingcha: every command a developer or an operator needs. `make audit` and `make test` set up what they need.
SHELL := /bin/bash
BIN := .venv/bin
STAMP := .venv/.installed
CORPUS ?= corpus
SECONDS_FUZZ ?= 60

# One port for every run: history is kept by address, and a portal that moves is another one.
SAMPLE_PORT := 18017

# The sample province stands on loopback: it is asked faster than a real portal, and may be asked at all.
SAMPLE_ENV := MINGCHA_DELAY=0.02 MINGCHA_CONNECT_TIMEOUT=3 MINGCHA_TIMEOUT=6 MINGCHA_RETRIES=1
SAMPLE_AUDIT := --plan yunnan-2017 --units out/sample/units.csv --as-of 2017-12-31 \
	--db sqlite:///out/mingcha.db --allow-network 127.0.0.0/8 --json out/result.json

.PHONY: setup browser audit test check format serve accuracy clean lock

setup: $(STAMP)

$(STAMP): requirements/lock.txt pyproject.toml tools/setup.sh
	bash tools/setup.sh
	touch $@

browser: $(STAMP)
	bash tools/browser.sh

audit: browser ## audit the bundled sample province and compare the result with its truth
	mkdir -p out/sample
	$(SAMPLE_ENV) $(BIN)/python -m sample_province exec --dir out/sample --port $(SAMPLE_PORT) -- $(BIN)/mingcha audit $(SAMPLE_AUDIT)
	$(BIN)/python -m sample_province check out/result.json --dir out/sample

test: browser ## all tests: pure, golden, end to end (real Chromium, real PostgreSQL)
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(STAMP) ## format, lint, types, import contracts, migrations, plan
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_migrations.py
	$(BIN)/mingcha plan check plans/yunnan-2017

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accuracy: $(STAMP) ## how well the page readers read a labelled corpus: make accuracy CORPUS=DIR
	$(BIN)/python bench/accuracy.py $(CORPUS)

lock: $(STAMP) ## renew requirements/lock.txt (needs uv)
	uv pip compile -q --generate-hashes --extra dev --python-version 3.11 --no-emit-index-url \
		--no-emit-find-links --no-header pyproject.toml -o requirements/lock.txt

clean: ## remove what was built and audited
	rm -rf out .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
