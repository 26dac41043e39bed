# brummer: `make help` lists the targets.
SHELL := /bin/sh
JDK := $(shell .mvn/find-jdk 2>/dev/null)
# Maven's own libraries warn on a new JDK; its toolchain search would find the same JDK.
MVN = $(need-jdk) $(need-maven) JAVA_HOME="$(JDK)" MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $(QUIET) $(MAVEN_OPTS)" mvn -B -ntp -Dstyle.color=never
QUIET = -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
need-jdk = $(if $(JDK),,.mvn/find-jdk &&)
need-maven = command -v mvn >/dev/null || { echo "brummer needs Maven 3.8 or newer to build and found none: install it (Debian: maven)." >&2; exit 1; } &&

IMAGE := app/target/brummer
# The last file that a build of the image writes.
BUILT := $(IMAGE)/lib/brummer.aot
SOURCES := $(shell find pom.xml */pom.xml */src/main app/src/image -type f)
DIR ?= .
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help build demo run test e2e check format screen clean
.PHONY: test-performance test-performance-compare test-performance-regression

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-32s %s\n", $$1, $$2}'

demo: $(BUILT) ## builds if need be, then runs a small shop: web, api, worker, tests
	@$(IMAGE)/bin/brummer demo $(ARGS)

run: $(BUILT) ## builds if need be, then runs what is found in DIR=path (ARGS="dev --ui plain" …)
	@$(IMAGE)/bin/brummer run --dir "$(DIR)" $(ARGS)

build: $(BUILT) ## the program with its own runtime: app/target/brummer/bin/brummer

$(BUILT): $(SOURCES)
	@echo "building brummer (half a minute; the first time also downloads)" >&2
	@$(MVN) -DskipTests package

test: ## every unit test
	@rm -rf */target/surefire-reports
	@$(MVN) --fail-at-end test; code=$$?; .ci/count surefire; exit $$code

e2e: $(BUILT) ## the built program in a real terminal, with real children
	@rm -rf app/target/failsafe-reports
	@$(MVN) -Pe2e -Dimage.skip -pl app -am verify; code=$$?; .ci/count failsafe; exit $$code

check: ## tests, formatting, Error Prone, NullAway, architecture
	@$(MVN) -Pcheck -Dimage.skip clean verify

test-performance: $(BUILT) ## measures every suite beside the designs before (a few minutes)
	@$(IMAGE)/bin/brummer bench $(if $(FULL),,--quick) $(SUITES)

# Against the last commit while there are changes, against the one before otherwise.
BASE ?= $(shell git diff --quiet HEAD 2>/dev/null && echo HEAD~1 || echo HEAD)
ROUNDS ?= 5
COMPARED = eventbus.publish process.status process.list log.addSync log.search proxy.request proxy.inject
test-performance-compare: $(BUILT) ## BASE=git-ref: measures this tree and that one in turns (ten minutes)
	@.ci/compare $(IMAGE) "$(BASE)" $(ROUNDS) $(or $(SUITES),$(COMPARED))

test-performance-regression: $(BUILT) ## fails when a gate does not hold (two minutes)
	@$(IMAGE)/bin/brummer bench gate $(ARGS)

format: ## rewrites the sources in the project's format
	@$(MVN) spotless:apply

screen: $(BUILT) ## takes README's picture anew (needs tmux and curl)
	@.ci/screen

clean: ## removes what builds have left
	@$(MVN) clean
