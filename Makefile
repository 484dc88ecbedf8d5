# Two commands do everything: `make demo` plays a whole class, `make test` runs the tests.
# Both set themselves up in .venv, from uv.lock, on a machine that has only Python and make.

PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(p) -c 'import sys; sys.version_info >= (3, 11) and print("$(p)")' 2>/dev/null)))
DIR ?= build/demo-term
UV_VERSION = 0.13.9
BIN = .venv/bin
# Behind a college's proxy the certificates of the machine count, not those that uv brings.
SYNC = UV_COMPILE_BYTECODE=1 VIRTUAL_ENV= $(BIN)/uv sync --quiet --frozen --inexact --all-extras

.PHONY: help demo lab hub test test-hub bench lint build check-k8s clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

demo: .venv/ready ## Play a whole class: build a term, hand out, work, collect, grade, feedback
	@$(BIN)/hitkit demo "$(DIR)"

lab: .venv/ready ## Open JupyterLab on a term, with formgrader and the assignment list
	@$(BIN)/hitkit lab "$(DIR)"

hub: DIR = build/hub
hub: .venv/ready ## Try a classroom out: JupyterHub with a term, an instructor, a grader, students
	@$(BIN)/hitkit hub start "$(DIR)"

test: .venv/ready ## Run all tests
	@$(BIN)/python -m pytest -m "not browser and not hub" -n auto --dist loadscope
	@$(BIN)/python -m pytest -m browser  # one at a time: people do not type on a machine this busy

test-hub: .venv/ready ## Play a term on a real JupyterHub, in Chromium; pictures in build/test-hub
	@$(BIN)/python -m pytest tests/hub -m hub -x

bench: .venv/ready ## Measure speed, as ratios in one run
	@for script in tests/bench/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

lint: .venv/ready ## Check code, types, the student edition, and that what is committed is what is built
	@$(BIN)/ruff format --check --quiet . || { echo "Run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/hitkit build --check
	@$(BIN)/hitkit lint

build: .venv/ready ## Build notebooks/, datasets/ and the generated guides
	@$(BIN)/hitkit build

check-k8s: .venv/ready ## Check the files for Kubernetes against a chart: CHART=path [CLASS=class.toml]
	@$(BIN)/python course/hub/kubernetes/check.py $(if $(CLASS),--class "$(CLASS)") $(CHART)

clean: ## Remove the environment and everything under build/
	rm -rf .venv build

.venv/ready: uv.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or later, and none was found." \
		"Install one from python.org, or name yours: make demo PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This needs Python 3.11 or later; $(PYTHON) is older or does not run." \
		"Name a newer one: make demo PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up .venv (once; a minute or two) ..."
	@$(PYTHON) -m venv .venv || { echo "Python cannot make an environment here." \
		"On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)" \
		&& { $(SYNC) 2>/dev/null || UV_SYSTEM_CERTS=1 $(SYNC); } \
		|| { echo "The packages could not be installed. Is this machine online?" \
		"The first set-up needs the Python package index; after it everything works offline."; exit 1; }
	@touch $@
