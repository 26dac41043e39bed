# brummer: `make help` lists the targets.
SHELL := /bin/sh
JDK := $(shell .mvn/find-jdk 2>/dev/null)
# The options silence warnings of Maven's own libraries on a new JDK.
MVN = $(need-jdk) $(need-maven) JAVA_HOME="$(JDK)" MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $(QUIET) $(MAVEN_OPTS)" mvn -B -ntp -Dstyle.color=never
QUIET = -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
need-jdk = $(if $(JDK),,.mvn/find-jdk &&)
need-maven = command -v mvn >/dev/null || { echo "Maven 3.8 or newer is required but was not found (Debian package: maven)." >&2; exit 1; } &&

IMAGE := app/target/brummer
# The file that an image build writes last.
BUILT := $(IMAGE)/lib/brummer.aot
SOURCES := $(shell find pom.xml */pom.xml */src/main app/src/image app/src/docs -type f)
# Components of the program, as Maven lists them.
BOM := app/target/brummer.cdx.json
# Both from the command line only: a variable VERSION of the environment means another program.
VERSION = $(shell sed -n 's|.*<revision>\(.*\)</revision>.*|\1|p' pom.xml)
PREFIX = /usr/local
DIR ?= .
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help build dist install uninstall demo run test e2e soak maven check format screen clean
.PHONY: test-performance test-performance-compare test-performance-regression

help: ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-32s %s\n", $$1, $$2}'

demo: $(BUILT) ## build if necessary, then run a sample shop: web, api, worker, tests
	@$(IMAGE)/bin/brummer demo $(ARGS)

run: $(BUILT) ## build if necessary, then run the project in DIR=path (ARGS="dev --ui plain")
	@$(IMAGE)/bin/brummer run --dir "$(DIR)" $(ARGS)

build: $(BUILT) ## build the program with its own runtime: app/target/brummer/bin/brummer

$(BUILT): $(SOURCES)
	@echo "building brummer (half a minute, plus downloads the first time)" >&2
	@$(MVN) -DskipTests package

install: $(BUILT) ## install brummer, its manual and completion below PREFIX=/usr/local (PREFIX=~/.local)
	@.ci/install $(IMAGE) "$(PREFIX)"

uninstall: ## remove what make install has put below PREFIX
	@.ci/install --remove "$(PREFIX)"

dist: $(BUILT) $(BOM) ## write archives, Debian and npm packages, checksums and SBOM to dist (VERSION=1.0.0)
	@.ci/dist $(IMAGE) $(BOM) "$(VERSION)" "$(JDK)" dist

$(BOM): $(BUILT)
	@echo "listing the components" >&2
	@$(MVN) -Pdist -Dimage.skip -Dmaven.test.skip=true -pl app -am package && touch $(BOM)

test: ## run all unit tests
	@rm -rf */target/surefire-reports
	@$(MVN) --fail-at-end test; code=$$?; .ci/count surefire; exit $$code

e2e: $(BUILT) ## run the end-to-end tests: the built program in a real terminal (RETRIES=1: failed ones twice)
	@rm -rf app/target/failsafe-reports
	@$(MVN) -Pe2e -Dimage.skip -Dfailsafe.rerunFailingTestsCount=$(or $(RETRIES),0) -pl app -am verify; code=$$?; .ci/count failsafe; exit $$code

# Parts: traffic html segments stores failures configurations projects attacks kills processes survivors agents load.
# SEED=n selects other random inputs, MINUTES=n the duration of the part load.
soak: $(BUILT) ## run the long tests, about two hours (PARTS="kills segments", SHORT=1: ten minutes)
	@SEED="$(SEED)" MINUTES="$(MINUTES)" .ci/soak $(if $(SHORT),--short) $(PARTS)

# Maven with GOALS, for scripts.
maven:
	@$(MVN) $(GOALS)

check: ## run tests, formatter, Error Prone, NullAway and architecture rules
	@$(MVN) -Pcheck -Dimage.skip clean verify

test-performance: $(BUILT) ## run all benchmark suites (a few minutes)
	@$(IMAGE)/bin/brummer bench $(if $(FULL),,--quick) $(SUITES)

# The last commit if there are uncommitted changes, else the commit before it.
BASE ?= $(shell git diff --quiet HEAD 2>/dev/null && echo HEAD~1 || echo HEAD)
ROUNDS ?= 5
COMPARED = eventbus.publish process.status process.list log.addSync log.search proxy.request proxy.inject
test-performance-compare: $(BUILT) ## compare this tree with BASE=git-ref (ten minutes)
	@.ci/compare $(IMAGE) "$(BASE)" $(ROUNDS) $(or $(SUITES),$(COMPARED))

test-performance-regression: $(BUILT) ## check the performance gates (three minutes)
	@$(IMAGE)/bin/brummer bench gate $(ARGS)

format: ## format the sources
	@$(MVN) spotless:apply

screen: $(BUILT) ## draw the picture in README.md again (needs tmux and chromium)
	@.ci/screen

clean: ## delete all build output
	@$(MVN) clean
