# Siyada. `make help` is the table of contents.
.DEFAULT_GOAL := help
.PHONY: audit help run build check test test-spark say-what-is-tested spark lint hooks format bench soak lock shapes fonts messages typography dictionary golden reference screenshots clean

# The first Python that is new enough; name another with PYTHON=...
PYTHON ?= $(firstword $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p; done))
HOST ?= localhost
PORT ?= 8501
CORES ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
BIN := .venv/bin
UV := $(BIN)/python -m uv

# Python keeps what it compiles, whatever the shell asks: a start that compiles every package again takes twice as long.
export PYTHONDONTWRITEBYTECODE :=

COMMANDS_IMPORT := dashboard.cli.main, dashboard.documents.snapshot, dashboard.documents.verify, dashboard.web.server, \
	dashboard.screen.shell, dashboard.api.app, plotly.graph_objects, etl.evidence.check, etl.measures.measure, \
	etl.warehouse.geo_files, geopandas, pyogrio, pyarrow.parquet

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  Options: HOST=$(HOST) PORT=$(PORT) (make run PORT=9000)"

run: .venv/run.stamp ## Install, build the warehouse if the evidence moved, and serve the dashboard
	@$(BIN)/siyada build
	@exec $(BIN)/siyada serve --host $(HOST) --port $(PORT)

build: .venv/run.stamp ## Check the evidence and publish a build
	@$(BIN)/siyada build

check: .venv/run.stamp ## Check the evidence against its contracts
	@$(BIN)/siyada check

test: say-what-is-tested .venv/dev.stamp .venv/pdfjs.stamp .venv/axe.stamp ## Install what the tests need and run them all
	@$(BIN)/python -m pytest -m "not bench and not alone and not spark" -n $(CORES) --dist loadfile -rs $(ARGS) || test $$? -eq 5
	@$(BIN)/python -m pytest -m "alone" -rs $(ARGS) || test $$? -eq 5

test-spark: .venv/dev.stamp .venv/spark.stamp ## Install Spark and hold what it counts against DuckDB (needs Java 17 or newer)
	@$(BIN)/python -m pytest tests/etl/locality -m spark -rs $(ARGS)

say-what-is-tested:
	@echo "All tests but the benchmarks, on $(CORES) cores: about $$((56 / $(CORES) + 8)) minutes, and one more where something must be installed."
	@echo "First those that can stand side by side, then those that count seconds. Some alone: make test ARGS=tests/chapters"

spark: .venv/spark.stamp ## Install Spark, the other engine of siyada scan import (needs Java 17 or newer)

lint: .venv/dev.stamp ## Format, lint, types, import contracts, dead code, dependencies
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/vulture
	@$(BIN)/deptry .

audit: .venv/dev.stamp .venv/audit.stamp ## List licences, write the SBOM to build/, ask for known vulnerabilities of what is locked
	@$(BIN)/python -m tests.supply.audit .venv/audit/bin

hooks: .venv/dev.stamp ## Let git ask the fast half of lint of every commit
	@$(BIN)/pre-commit install

format: .venv/dev.stamp ## Rewrite the code in the house's format
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: .venv/dev.stamp .venv/peers.stamp ## Measure builds, pages and measures against their limits
	@$(BIN)/python -m pytest tests/bench -m bench -s -p no:randomly

soak: .venv/dev.stamp ## Measure many readers at once for 20 minutes: sessions, waves, documents, memory (on a quiet machine)
	@$(BIN)/python -m tests.bench.load --steady 20 50 100 200 300 400 --arrivals 300 500 1000 --documents 60 200 --memory 2000

lock: .venv/bin/uv ## Renew the locked versions and their hashes
	@$(UV) pip compile --quiet --universal --fork-strategy fewest --generate-hashes --no-header --no-annotate --upgrade \
		--python-version 3.11 --extra install -o requirements/run.lock pyproject.toml
	@$(UV) pip compile --quiet --universal --fork-strategy fewest --generate-hashes --no-header --no-annotate \
		--python-version 3.11 --extra install --extra lint --extra shapes --extra test \
		--constraint requirements/run.lock -o requirements/dev.lock pyproject.toml
	@$(UV) pip compile --quiet --universal --fork-strategy fewest --generate-hashes --no-header --no-annotate \
		--python-version 3.11 --extra install --extra spark --constraint requirements/run.lock -o requirements/spark.lock pyproject.toml
	@printf 'cyclonedx-bom>=7,<8\npip-audit>=2.9,<3\n' | $(UV) pip compile --quiet --universal --generate-hashes --no-header \
		--no-annotate --upgrade --python-version 3.11 -o requirements/audit.lock -
	@echo "dash>=4,<5" | $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade \
		--python-version 3.11 -o requirements/peers.lock -
	@echo uv | $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade \
		--python-version 3.11 -o requirements/uv.lock -
	@echo "duckdb==1.2.2" | $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
		--python-version 3.11 -o requirements/duckdb-1.2.lock -

shapes: .venv/dev.stamp ## Cut the map's shapes again (rarely needed; see data/geo/LICENSES.md)
	@$(BIN)/python -m etl.shapes.cut

fonts: .venv/dev.stamp ## Derive the fonts of print from the font package again (rarely needed)
	@$(BIN)/python -m dashboard.render.pdf.fonts.derive

messages: .venv/dev.stamp ## Take new interface messages into the French and Arabic catalogues
	@$(BIN)/python -m dashboard.i18n.update

typography: .venv/dev.stamp ## Give the French of the evidence and of the catalogue its apostrophes and no-break spaces
	@$(BIN)/python -m etl.evidence.typography
	@$(BIN)/python -m dashboard.i18n.update

dictionary: .venv/dev.stamp ## Write docs/data-dictionary.md again from the contracts
	@$(BIN)/python -m etl.dictionary

golden: .venv/dev.stamp ## Write the hashes of the small reports again, after a change that is meant to show in print
	@$(BIN)/python -m tests.documents.golden

reference: .venv/dev.stamp ## List the rows of today as those that hand-counted values of tests are counted from
	@$(BIN)/python -m tests.reference.counted

screenshots: .venv/dev.stamp ## Picture every page in three languages, two widths, light and dark
	@$(BIN)/python -m tests.browser.screenshots

clean: ## Remove what can be made again
	@rm -rf .venv data/warehouse .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/uv: requirements/uv.lock
	@test -n "$(PYTHON)" || { echo "Siyada needs Python 3.11 or newer: install it, or name it with make PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@touch $@

.venv/run.stamp: .venv/bin/uv requirements/run.lock pyproject.toml
	@echo "Installing Siyada..."
	@$(UV) pip install --quiet --require-hashes -r requirements/run.lock
	@$(UV) pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

# The oldest client that must open a build's file: in a folder of its own, imported by one test alone.
.venv/duckdb-1.2.stamp: .venv/bin/uv requirements/duckdb-1.2.lock
	@$(UV) pip install --quiet --require-hashes --no-deps --only-binary :all: --target .venv/duckdb-1.2 \
		-r requirements/duckdb-1.2.lock || echo "No DuckDB 1.2 for this Python: its test is skipped."
	@touch $@

# Commands may be started later by a shell that forbids Python to keep what it compiles: what they import is compiled here.
.venv/dev.stamp: .venv/run.stamp .venv/duckdb-1.2.stamp requirements/dev.lock
	@$(UV) pip install --quiet --require-hashes -r requirements/dev.lock
	@$(BIN)/python -c "import $(COMMANDS_IMPORT)"
	@touch $@

# In an environment of their own: what looks the lock over is no part of it.
# Dash, beside which our pages are measured, stands apart: nothing of ours imports it.
.venv/peers.stamp: .venv/bin/uv requirements/peers.lock
	@$(UV) venv --quiet --allow-existing .venv/peers
	@$(UV) pip install --quiet --python .venv/peers/bin/python --require-hashes -r requirements/peers.lock
	@touch $@

.venv/audit.stamp: .venv/bin/uv requirements/audit.lock
	@$(UV) venv --quiet --allow-existing .venv/audit
	@$(UV) pip install --quiet --python .venv/audit/bin/python --require-hashes -r requirements/audit.lock
	@touch $@

# Only where Spark is asked for: the tests and the dashboard do without.
.venv/spark.stamp: .venv/run.stamp requirements/spark.lock
	@echo "Installing Spark (450 MB)..."
	@$(UV) pip install --quiet --require-hashes -r requirements/spark.lock
	@touch $@

# axe-core holds the pages against WCAG; without npm the tests that ask it are skipped, and said so.
.venv/axe.stamp: .venv/run.stamp tests/browser/axe/package-lock.json
	@mkdir -p .venv/axe && cp tests/browser/axe/package*.json .venv/axe/
	@npm ci --prefix .venv/axe --ignore-scripts --no-audit --no-fund --silent && touch $@ || \
		echo "axe-core is not installed (npm): the tests that ask it are skipped" >&2

# pdf.js reads reports as Firefox does; without npm the tests that ask it are skipped, and said so.
.venv/pdfjs.stamp: .venv/run.stamp tests/documents/pdfjs/package-lock.json
	@mkdir -p .venv/pdfjs && cp tests/documents/pdfjs/package*.json .venv/pdfjs/
	@npm ci --prefix .venv/pdfjs --omit=optional --ignore-scripts --no-audit --no-fund --silent && touch $@ || \
		echo "pdf.js is not installed (npm): the tests that read with it are skipped" >&2
