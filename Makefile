# Mingcha: every command a developer or an operator needs. `make audit` and `make test` set up what they need.
SHELL := /bin/bash
BIN := .venv/bin
STAMP := .venv/.installed
BENCH_STAMP := .venv-bench/.installed
# Real labelled pages where they are at hand, else the repository's own.
CORPUS ?= $(if $(wildcard ../shared/corpus/manifest.csv),../shared/corpus,bench/fixtures)
SECONDS_FUZZ ?= 60

# One port for every run: history is kept by address, and a portal that moves is another one.
SAMPLE_PORT := 18017

# The sample province stands on loopback: it is asked faster than a real portal, and may be asked at all.
SAMPLE_ENV := MINGCHA_DELAY=0.02 MINGCHA_CONNECT_TIMEOUT=3 MINGCHA_TIMEOUT=6 MINGCHA_RETRIES=1
SAMPLE_AUDIT := --plan yunnan-2017 --units out/sample/units.csv --as-of 2017-12-31 \
	--db sqlite:///out/mingcha.db --allow-network 127.0.0.0/8 --evidence out/evidence --json out/result.json

.PHONY: setup browser documents audit test check format serve accuracy bench docs-figures clean lock

setup: $(STAMP)

$(STAMP): requirements/lock.txt pyproject.toml tools/setup.sh
	bash tools/setup.sh
	touch $@

browser: $(STAMP)
	bash tools/browser.sh

documents: $(STAMP) ## what documents in PDF need: Chinese fonts
	bash tools/documents.sh

audit: browser ## audit the bundled sample province and compare the result with its truth
	mkdir -p out/sample
	$(SAMPLE_ENV) $(BIN)/python -m sample_province exec --dir out/sample --port $(SAMPLE_PORT) -- $(BIN)/mingcha audit $(SAMPLE_AUDIT)
	$(BIN)/python -m sample_province check out/result.json --dir out/sample

serve: $(STAMP) ## the console over what make audit stored: http://127.0.0.1:8750/
	$(BIN)/mingcha serve --db sqlite:///out/mingcha.db --evidence out/evidence

test: browser documents ## all tests: pure, golden, end to end (real Chromium, real PostgreSQL)
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(STAMP) ## format, lint, types, import contracts, migrations, plans
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_migrations.py
	for plan in plans/*/plan.yaml; do $(BIN)/mingcha plan check "$${plan%/plan.yaml}" || exit 1; done

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accuracy: $(STAMP) ## how well the page readers read labelled pages, beside others: make accuracy [CORPUS="DIR …"] [FLOOR=1]
	@$(MAKE) --no-print-directory $(BENCH_STAMP) || echo "accuracy: goes on without the libraries that could not be installed" >&2
	$(BIN)/python bench/accuracy.py $(if $(FLOOR),--floor) $(CORPUS)

# The libraries that accuracy compares with are needed nowhere else: they never enter .venv.
$(BENCH_STAMP): requirements/bench.txt | $(STAMP)
	$(BIN)/python -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	touch $@

bench: $(STAMP) documents ## what page readers, store, judging and office documents cost on this machine: bench/results/latest.json
	$(BIN)/python bench/costs.py $(CORPUS)

docs-figures: $(STAMP) $(BENCH_STAMP) ## measure anew the figures that docs/accuracy.md shows
	$(BIN)/python bench/renew_docs.py docs/accuracy.md

UV_LOCK := uv pip compile -q --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header

lock: $(STAMP) ## renew requirements/lock.txt and requirements/bench.txt (needs uv)
	$(UV_LOCK) --extra dev pyproject.toml -o requirements/lock.txt
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["bench"], sep="\n")' \
		| $(UV_LOCK) -c requirements/lock.txt - -o requirements/bench.txt

clean: ## remove what was built and audited
	rm -rf out bench/results .venv .venv-bench build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
