# The two commands are `make run` and `make test`; both set up what they need. `make help` lists the rest.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
TALBOT := $(PYTHON) -m bot.cli

.PHONY: help run test check setup setup-dev train bench-start bench-waste bench-pickup bench-safety bench-nlu bench-server bench-web bench-reminders screenshots lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## set up, train if something has changed, start Talbot (Ctrl-C stops it)
	@$(TALBOT) run

test: setup-dev ## everything: lint, types, and all tests against a trained model
	@$(MAKE) --no-print-directory lint
	@$(TALBOT) check-data
	@$(TALBOT) train --if-changed
	@$(PYTHON) -m pytest tests --ignore tests/browser
	@$(PYTHON) -m pytest tests/browser

check: setup-dev ## the quick part of it: lint, types, unit and content tests
	@$(MAKE) --no-print-directory lint
	@$(TALBOT) check-data
	@$(PYTHON) -m pytest tests -m "not trained"

.PHONY: lint
lint:
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/node node_modules/typescript/bin/tsc --project tsconfig.json

train: setup ## train a model, whether or not something has changed
	@$(TALBOT) train

bench-start: setup ## print how long Talbot takes to its first answer, and its memory
	@$(TALBOT) train --if-changed
	@$(PYTHON) scripts/bench_start.py

bench-waste: setup ## measure how well and how fast waste is found; writes docs/benchmarks/waste.*
	@$(PYTHON) scripts/bench_waste.py

bench-pickup: setup ## measure addresses, streets, calendars and feeds; writes docs/benchmarks/pickup.*
	@$(PYTHON) scripts/bench_pickup.py

bench-safety: setup ## measure how well and how fast danger is heard; writes docs/benchmarks/safety.*
	@$(TALBOT) train --if-changed
	@$(PYTHON) scripts/bench_safety.py

bench-nlu: setup ## measure understanding beside Rasa's own pipelines (an hour); writes docs/benchmarks/nlu.*
	@$(PYTHON) scripts/setup_extra.py bench
	@$(PYTHON) scripts/bench_nlu.py

bench-server: setup ## measure the whole server beside Rasa's default pipeline; writes docs/benchmarks/server.*
	@$(PYTHON) scripts/setup_extra.py bench
	@$(TALBOT) train --if-changed
	@$(PYTHON) scripts/bench_server.py

bench-web: setup ## measure the web channel under load beside Rasa's REST channel; writes docs/benchmarks/web.*
	@$(TALBOT) train --if-changed
	@$(PYTHON) scripts/bench_web.py

bench-reminders: setup-dev ## measure finding due reminders among a million; writes docs/benchmarks/reminders.*
	@$(PYTHON) scripts/bench_reminders.py

screenshots: setup-dev ## take pictures of every card in the chat window, into screenshots/
	@$(TALBOT) train --if-changed
	@$(PYTHON) scripts/screenshots.py

setup: ## virtual environment, packages and language model, as far as they are missing
	@sh scripts/setup.sh

setup-dev:
	@sh scripts/setup.sh --dev
	@$(PYTHON) scripts/setup_programs.py
	@$(PYTHON) scripts/setup_node.py
	@$(PYTHON) scripts/setup_extra.py api

lock: setup ## write the lock files anew (UPGRADE=--upgrade takes newer versions)
	@sh scripts/lock.sh $(UPGRADE)

clean: ## remove everything that these commands have made, but the key of calendar links
	find .talbot -mindepth 1 -maxdepth 1 ! -name secret -exec rm -rf {} + 2>/dev/null || true
	rm -rf .venv .venv-api .venv-bench .rasa models .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
