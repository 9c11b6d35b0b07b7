# Every target sets up what it needs by itself: .venv/, npm packages, a browser. `make serve` and `make test` are enough.
PYTHON ?= $(shell command -v python3.13 || command -v python3.12 || command -v python3.14 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
NPM_STAMP := site/node_modules/.installed

.PHONY: serve build test test-all test-engines mutants bench screenshots check format locale browser binaryen clean

serve: $(STAMP) $(NPM_STAMP) locale binaryen  ## build everything and serve it on http://localhost:8000
	$(PY) build.py --serve 8000

build: $(STAMP) $(NPM_STAMP) locale binaryen  ## write dist/
	$(PY) build.py

test: export STOP_SMS_BUILDS := $(CURDIR)/.cache/builds
test: $(STAMP) $(NPM_STAMP) locale browser binaryen  ## everything that CI runs
	@rm -rf $(STOP_SMS_BUILDS) && mkdir -p $(STOP_SMS_BUILDS)  # each build is made once, also for the other engines
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	cd site && npx --no-install tsc -p tsconfig.json
	@# What drives browsers waits more than it computes: beside what does not, and later three at a time on two cores.
	@$(PY) -m tests.engines --where-possible > $(STOP_SMS_BUILDS)/engines.txt 2>&1 & engines=$$!; \
	$(PY) -m pytest -n 2 --dist loadfile tests/lookup tests/old_bugs tests/bulk $(COVERAGE); lookup=$$?; \
	wait $$engines; other=$$?; cat $(STOP_SMS_BUILDS)/engines.txt; exit $$((lookup || other))
	$(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder --ignore tests/lookup --ignore tests/old_bugs --ignore tests/bulk
	@rm -rf $(STOP_SMS_BUILDS)

test-all: $(STAMP) $(NPM_STAMP) locale browser  ## the same, with axe on every page, and coverage, which takes as long as the tests of the package
	STOP_SMS_ALL_PAGES=1 COVERAGE=--cov $(MAKE) test

test-engines: $(STAMP) $(NPM_STAMP) locale binaryen  ## the main path in Firefox ESR and WebKitGTK
	$(PY) -m tests.engines

mutants: $(STAMP) locale  ## small changes of the code that judges: which of them does no test notice? (20 minutes)
	$(PY) -m tests.mutants

bench: $(STAMP) $(NPM_STAMP) locale browser binaryen  ## ratios, bytes, lookups and pages per second
	$(PY) -m tests.bench

screenshots: $(STAMP) $(NPM_STAMP) locale browser  ## pictures of every kind of page in screenshots/
	$(PY) -m tests.e2e.gallery

check: $(STAMP) locale  ## validate content, rules and links; write nothing
	$(PY) build.py --check

format: $(STAMP)
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

locale: $(STAMP)
	@$(PY) hatch_build.py

browser: $(STAMP)
	@$(PY) -m tests.e2e.browser

binaryen: $(STAMP)  # without it the build ships the whole engine, and says so
	@command -v wasm-split >/dev/null || $(PY) -c "from tests.e2e.browser import install_from_debian as get; get('binaryen')"

$(STAMP): pyproject.toml hatch_build.py
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --upgrade "pip>=25.1"
	$(PY) -m pip install --quiet --group dev --group bulk-tests --editable .
	@touch $@

$(NPM_STAMP): site/package-lock.json
	cd site && npm ci --no-fund --no-audit --loglevel=error
	@touch $@

clean:
	rm -rf $(VENV) dist site/node_modules .cache
