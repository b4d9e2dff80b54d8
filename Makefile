# Every target sets up what it needs by itself; none has to be run before another.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TIME ?= 2m
WORKERS ?= 2
CASES ?= 1000 10000 100000
SECONDS ?= 60
# Another release than the pinned one: make clean test TORCH=2.14.1 TORCHVISION=0.29.1
TORCH ?=
TORCHVISION ?=
PYTHONS ?= $(BIN)/python
READY := $(VENV)/.ready

.PHONY: fuzz test test-all portable releases lint bench growth cluster hostile fuzz-parsers compare scripts claims implementations messages docs readme clean setup

fuzz: $(READY)
	$(BIN)/fuzz run --time $(TIME) --workers $(WORKERS) --out out

# File by file, in their order: what takes long comes first, and the many small files of tests/unit last.
# They start Python a hundred times, each of which would compile us anew if none may keep what it compiles.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test: $(READY)
	$(PYTEST) -m "not slow"

# The same, and the tests that run whole campaigns: of workers that die, of clusters, of several nights.
test-all: $(READY)
	$(PYTEST)

# The tests that touch torch, and the whole replay, as each processor that this machine can stand in for.
portable: $(READY)
	$(BIN)/python -m benchmarks.portable

# What the corpus shows on several releases of torch, each given as the Python of its environment.
releases: $(READY)
	$(BIN)/python -m benchmarks.releases $(PYTHONS) > docs/.made && mv docs/.made docs/releases.md

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m benchmarks.answer
	$(BIN)/python -m benchmarks.performance --cases $(CASES)

# How cost grows with cases, workers and entries, into docs/growth.md: some hours.
growth: $(READY)
	$(BIN)/python -m benchmarks.growth

# What the head of a cluster can take, into docs/cluster.md.
cluster: $(READY)
	$(BIN)/python -m benchmarks.cluster

# 5,000 files that nobody should have written, given to the commands: some ten minutes on two cores.
hostile: $(READY)
	$(BIN)/python -m benchmarks.hostile

# The parsers under coverage-guided fuzzing, SECONDS for each; where atheris is there for this Python.
fuzz-parsers: $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[atheris]'
	for parser in cause format2 case event record sweep accepted message; do \
		$(BIN)/python -m benchmarks.hostile.atheris_parsers $$parser --seconds $(SECONDS) || exit 1; \
	done

# Composed and real runs of 20,000 cases, side by side: some ten minutes on two cores.
compare: $(READY)
	FUZZ_COMPARED=20000 $(BIN)/python -m pytest -n $(WORKERS) tests/quality/test_composition.py

# Runs the script of every entry of the corpus in a process of its own: some ten minutes on two cores.
scripts: $(READY)
	$(BIN)/python -m benchmarks.scripts

# Runs each claim of an article about ResNet-50, and writes the page of what is so.
claims: $(READY)
	$(BIN)/python -m benchmarks.claims > docs/.made && mv docs/.made docs/claims.md

# The same mistakes in the ResNet-50 of each library, and with other releases of torch: the Pythons of their
# environments. Needs the libraries: pip install -e '.[timm,transformers,keras]'
implementations: $(READY)
	$(BIN)/python -m benchmarks.claims.elsewhere > docs/.made && mv docs/.made benchmarks/claims/elsewhere.json
	$(BIN)/python -m benchmarks.implementations $(filter-out $(BIN)/python,$(PYTHONS)) > docs/.made && mv docs/.made docs/implementations.md

# What torch can say, and how much of it is read; the checks of native operations by the library's strings.
messages: $(READY)
	$(BIN)/python -m benchmarks.inventory.library > docs/.made && mv docs/.made benchmarks/inventory/native.json
	$(BIN)/python -m benchmarks.inventory > docs/.made && mv docs/.made docs/messages.md

# The site, into out/docs. A link that leads nowhere is an error, and so is any other warning.
docs: $(READY)
	$(BIN)/python -m pip install --quiet --constraint $(VENV)/constraints.txt --editable '.[docs]'
	$(BIN)/python -m sphinx --nitpicky --fail-on-warning --keep-going -j auto -d out/doctrees docs out/docs

# The examples of the README and of the pages, and what is made of the code, anew.
readme: $(READY)
	$(BIN)/python -m benchmarks.readme
	$(BIN)/python -m benchmarks.way > docs/.made && mv docs/.made docs/way.svg
	$(BIN)/python -m benchmarks.schema > docs/.made && mv docs/.made docs/pyproject.schema.json

setup: $(READY)

# Large, and imported by few tests or by none: compiled where one is.
UNCOMPILED = /(tests|testing/_internal|_inductor|ray|mypy|pip|setuptools)/

# A set-up that was broken off leaves no mark and is begun anew. What is installed is compiled on all cores,
# which pip doesn't do; a file that is for a later Python can't be, and that is no failure.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "resnet-fuzz needs Python 3.11 or later")'
	$(PYTHON) -m venv --clear $(VENV)
	sed $(if $(TORCH),-e 's/^torch==.*/torch==$(TORCH)/') $(if $(TORCHVISION),-e 's/^torchvision==.*/torchvision==$(TORCHVISION)/') \
		-e '' constraints.txt > $(VENV)/constraints.txt
	$(BIN)/python -m pip install --quiet --no-compile --constraint $(VENV)/constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -qq -j 0 -x '$(UNCOMPILED)' $(VENV)/lib || true
	touch $(READY)

clean:
	rm -rf $(VENV) out .fuzz .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
