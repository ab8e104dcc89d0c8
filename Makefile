# SecureFlow. `make help` lists every target; `make run` and `make test` need nothing installed
# but Python, Node and make. What a target installs lands in .venv/ and frontend/node_modules/.

UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
CONFIG := backend/pyproject.toml
CHECKS := .cache/checks
STEP := bin/step
SCRIPTS := bin/tally bin/migration bin/audit

# Never fetch a Python from elsewhere, and let no setting of the caller's shell point uv or pip
# at another environment or ask for something this checkout does not lock.
export UV_PYTHON_DOWNLOADS := never
unexport VIRTUAL_ENV UV_PROJECT_ENVIRONMENT UV_SYSTEM_PYTHON UV_TARGET UV_CONSTRAINT UV_OVERRIDE
unexport PIP_TARGET PIP_PREFIX PIP_USER PIP_REQUIRE_VIRTUALENV PYTHONHOME PYTHONPATH
# Without compiled modules every one of our processes compiles what it imports: six seconds each.
unexport PYTHONDONTWRITEBYTECODE
UV := $(BIN)/uv pip
INTO := --quiet --python $(PYTHON)

UV_STAMP := $(VENV)/.uv-$(UV_VERSION)
PACKAGES := $(VENV)/.packages
BACKEND := $(VENV)/.backend
NODE_MODULES := frontend/node_modules/.installed
DASHBOARD := frontend/dist/index.html
# Folders are listed too: a deleted file changes only the time of its folder.
SOURCES := $(shell find frontend/src frontend/public 2>/dev/null) $(wildcard \
    frontend/index.html frontend/vite.*.ts frontend/tsconfig*.json)
# macOS ships make 3.81, which cannot keep the output of parallel checks apart.
LANES := $(if $(filter output-sync,$(.FEATURES)),-j2 --output-sync=target)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev test check-static check-unit check-web check-e2e format lint types unit \
    bench bench-against bench-policies bench-attack evaluate flood lighthouse pace e2e screenshots openapi lock migrate migration licences audit reset clean need setup

help: ## List every target.
	@awk -F ':.*## ' '/^[a-z][a-z0-9-]*:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: setup $(DASHBOARD) ## Start everything on one port with a demo merchant: http://127.0.0.1:5001 (PORT= changes it).
	@exec $(BIN)/secureflow run

dev: $(NODE_MODULES) ## Serve the dashboard's sources with hot reload, in front of a `make run` in another terminal.
	@cd frontend && exec npm run dev

# ---- setting up -----------------------------------------------------------------------------

setup: need $(BACKEND) $(NODE_MODULES) ## Install the pinned packages of both halves; nothing when they are there.

need:
	@bin/need

$(UV_STAMP):
	@bin/need
	@echo "Making $(VENV) with $$(bin/find-python)"
	@test -x $(PYTHON) || "$$(bin/find-python)" -m venv $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@rm -f $(VENV)/.uv-* && touch $@

$(PACKAGES): backend/requirements-dev.txt $(UV_STAMP)
	@echo "Installing the Python packages"
	@$(UV) sync $(INTO) --require-hashes backend/requirements-dev.txt
	@touch $@

# setuptools, which builds the link to our own code, is locked with the rest.
$(BACKEND): $(CONFIG) $(PACKAGES)
	@$(UV) install $(INTO) --no-deps --no-build-isolation --editable backend
	@touch $@

$(NODE_MODULES): frontend/package.json frontend/package-lock.json frontend/.npmrc
	@bin/need
	@echo "Installing the Node packages"
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(DASHBOARD): $(NODE_MODULES) $(SOURCES)
	@echo "Building the dashboard"
	@cd frontend && npm run --silent build -- --logLevel warn
	@touch $@

# ---- checking -------------------------------------------------------------------------------

test: setup ## Check everything: style, types, contracts, deployment files, all tests, nginx, browser.
	@bin/need --test
	@rm -rf $(CHECKS)
	@status=0; \
	$(MAKE) --no-print-directory $(LANES) check-static check-web \
	    && $(MAKE) --no-print-directory check-unit \
	    && $(MAKE) --no-print-directory check-e2e || status=$$?; \
	$(PYTHON) bin/tally $(CHECKS); exit $$status

STATIC := ruff-format ruff mypy import-contracts
.PHONY: $(STATIC:%=check-%) check-deployment check-biome check-client check-tsc check-vitest check-knip check-build
check-static: $(STATIC:%=check-%)
check-ruff-format:
	@$(STEP) ruff-format $(BIN)/ruff format --check --config $(CONFIG) backend clients tests $(SCRIPTS)
check-ruff:
	@$(STEP) ruff $(BIN)/ruff check --config $(CONFIG) backend clients tests $(SCRIPTS)
check-mypy:
	@$(STEP) mypy $(BIN)/mypy --config-file $(CONFIG) backend/secureflow backend/wsgi.py backend/gunicorn.conf.py \
	    clients/python/src clients/python/generate.py tests
check-import-contracts:
	@$(STEP) import-contracts $(BIN)/lint-imports --config $(CONFIG) --no-cache
check-deployment:
	@$(STEP) deployment $(BIN)/pytest -c $(CONFIG) tests/deploy/test_files.py tests/deploy/test_fly.py

check-web: check-biome check-client check-tsc check-vitest check-knip check-build
check-biome:
	@$(STEP) biome npm --prefix frontend run --silent lint
check-client:
	@$(STEP) client npm --prefix frontend run --silent client -- --check
check-tsc:
	@$(STEP) tsc npm --prefix frontend run --silent types
check-vitest:
	@$(STEP) vitest npm --prefix frontend run --silent test -- --reporter=default --reporter=junit \
	    --outputFile.junit=$(CURDIR)/$(CHECKS)/vitest.xml
check-knip:
	@$(STEP) knip npm --prefix frontend run --silent knip
check-build: $(DASHBOARD)
	@$(STEP) sizes npm --prefix frontend run --silent sizes

# One file stays on one worker, so that what a module's fixtures start is started once; the files
# are in the order of tests/conftest.py and not by their number of tests, which would begin the
# longest last.
check-unit: $(DASHBOARD)
	@$(STEP) pytest $(BIN)/pytest -c $(CONFIG) -n 2 --dist loadfile --no-loadscope-reorder \
	    --junit-xml=$(CHECKS)/pytest.xml tests

check-e2e: $(DASHBOARD)
	@CHROMIUM_PATH="$$(bin/find-chromium)" PLAYWRIGHT_JUNIT_OUTPUT_FILE=$(CURDIR)/$(CHECKS)/browser.xml \
	    $(STEP) browser npm --prefix frontend run --silent e2e -- --reporter=list,junit

format: setup ## Rewrite all code in the house style.
	@$(BIN)/ruff format --config $(CONFIG) backend clients tests $(SCRIPTS)
	@$(BIN)/ruff check --config $(CONFIG) --fix backend clients tests $(SCRIPTS)
	@npm --prefix frontend run --silent format

lint: setup ## Check style, import contracts, dead code and deployment files.
	@$(MAKE) --no-print-directory $(LANES) check-ruff-format check-ruff check-import-contracts \
	    check-deployment check-biome check-knip

types: setup ## Check the types of both halves, strictly.
	@$(MAKE) --no-print-directory $(LANES) check-mypy check-tsc

unit: setup ## Run all tests but the browser's.
	@$(MAKE) --no-print-directory check-unit check-vitest

e2e: setup ## Drive the whole product in a real Chromium, with accessibility rules.
	@$(MAKE) --no-print-directory check-e2e

bench: setup ## Measure requests, scoring and memory, and write docs/benchmarks.md.
	@$(PYTHON) -m tests.bench

bench-against: setup ## Measure what a change costs: make bench-against OTHER=../another-checkout.
	@test -n "$(OTHER)" || { echo 'Say against which checkout: make bench-against OTHER=../before' >&2; exit 2; }
	@$(PYTHON) -m tests.bench.against $(OTHER)

bench-policies: setup ## Measure what rules, lists and previews cost, and write docs/benchmarks.md: a quarter of an hour.
	@$(PYTHON) -m tests.bench.policies

bench-attack: setup ## Simulate card testing against the shield, ten seeds of two kinds, and write docs/benchmarks.md.
	@$(PYTHON) -m tests.bench.attack

lighthouse: setup $(DASHBOARD) ## Measure the dashboard with Lighthouse, on a phone and a desktop: ten minutes.
	@CHROMIUM_PATH="$$(bin/find-chromium)" $(PYTHON) -m tests.bench.lighthouse

evaluate: setup ## Repeat the tables in docs/detection.md on the data in SECUREFLOW_SHARED: some minutes.
	@$(PYTHON) -m tests.bench.evaluate

flood: setup ## Flood the API from one address for 30 s and time another's scoring beside it.
	@$(PYTHON) -m tests.bench.flood

screenshots: setup $(DASHBOARD) ## Take a picture of every page, light and dark, desktop and phone.
	@CHROMIUM_PATH="$$(bin/find-chromium)" npm --prefix frontend run --silent screenshots

pace: setup $(DASHBOARD) ## Measure how long the review desk takes from a key to the next of 10,000 orders.
	@CHROMIUM_PATH="$$(bin/find-chromium)" npm --prefix frontend run --silent pace

# ---- writing what is generated --------------------------------------------------------------

openapi: setup ## Write docs/openapi.json from the code, and the typed parts of both clients from it.
	@$(BIN)/secureflow openapi --output docs/openapi.json
	@npm --prefix frontend run --silent client
	@$(PYTHON) clients/python/generate.py

# Releases younger than a week are left alone: a compromised one is usually found out in days.
WEEK_AGO = $(shell $(PYTHON) -c 'import datetime as d; print(d.date.today() - d.timedelta(7))')
lock: $(UV_STAMP) ## Resolve the .in files and package.json again; no registry address is written.
	@cd backend && for name in requirements requirements-dev; do \
	    ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	        --exclude-newer $(WEEK_AGO) --no-header --no-emit-index-url --no-emit-find-links --output-file $$name.txt $$name.in; done
	@cd frontend && npm install --package-lock-only --no-audit --no-fund

migrate: setup ## Bring the database to the newest schema: that of DATABASE_URL, else the local one.
	@$(BIN)/secureflow migrate

migration: setup ## Write a migration from the difference to the tables: make migration NAME="add alerts".
	@test -n "$(NAME)" || { echo 'Say what it does: make migration NAME="add alerts"' >&2; exit 2; }
	@$(PYTHON) bin/migration "$(NAME)"

licences: setup ## Write docs/licences.md: what the packages we ship allow; GPL and AGPL are refused.
	@$(PYTHON) -m tests.house.licences

audit: setup ## Look up known vulnerabilities of every locked package, where the network allows it.
	@$(PYTHON) bin/audit

# ---- throwing away --------------------------------------------------------------------------

reset: setup ## Throw the demo away: database, bundles and credentials under SECUREFLOW_DATA.
	@$(BIN)/secureflow reset --yes

clean: ## Remove everything that was built or installed; the demo's data stays.
	@rm -rf $(VENV) frontend/node_modules frontend/dist .cache .mypy_cache .ruff_cache .import_linter_cache
	@find backend clients tests -name __pycache__ -type d -prune -exec rm -rf {} +
