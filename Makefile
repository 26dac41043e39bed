# brummer: `make help` lists the targets.
SHELL := /bin/sh
JDK := $(shell .mvn/find-jdk 2>/dev/null)
# Maven's own libraries warn on a new JDK; its toolchain search would find the same JDK.
MVN = $(require-jdk) JAVA_HOME="$(JDK)" MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $(QUIET) $(MAVEN_OPTS)" mvn -B -ntp
build check format clean: QUIET = -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
require-jdk = $(if $(JDK),,.mvn/find-jdk && )
DIR ?= .

.DEFAULT_GOAL := help
.PHONY: help build demo run test check format clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-36s %s\n", $$1, $$2}'

build: ## the program with its own runtime: app/target/brummer/bin/brummer
	@$(MVN) -DskipTests package

test: ## every test
	@$(MVN) verify

check: ## tests, formatting, Error Prone, NullAway, architecture
	@$(MVN) -Pcheck clean verify

format: ## rewrites the sources in the project's format
	@$(MVN) spotless:apply

clean: ## removes what builds have left
	@$(MVN) clean
