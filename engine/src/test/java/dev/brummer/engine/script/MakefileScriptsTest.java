package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MakefileScriptsTest {
  @TempDir Path project;

  @Test
  void targetWithADash_isListed_andNoOptionOfMake() throws IOException {
    List<Script> scripts =
        discover(
            "Makefile",
            """
            .PHONY: -x
            -include a:b.mk
            -x: ## runs x
            --long -y:
            -O2.o: a.c
            """);
    assertEquals(List.of("-x", "--long", "-y"), scripts.stream().map(Script::name).toList());
    assertEquals(List.of("make", "--", "-x"), scripts.getFirst().command());
  }

  @Test
  void makefile_offersTargetsAPersonCalls() throws IOException {
    List<Script> scripts =
        discover(
            "Makefile",
            """
            CC ?= gcc
            FLAGS := -O2 \\
              looks: like
            export PATH
            .DEFAULT_GOAL := help
            .PHONY: help run \\
                    clean
            include rules.mk

            plain: main.o
            \techo not: a-target
            main.o: main.c
            %.o: %.c
            $(OUT)/x: y
            bin/app: main.o ## the program
            run: build | order ## starts it: now
            \t./app
            ## removes what is left
            clean:
            help:
            a b:: c
            plain: DEBUG = 1
            define TEXT
            no: target
            endef
            ifeq ($(A),b)
            nested: x
            endif
            """);
    assertEquals(
        List.of("run", "bin/app", "clean", "help", "plain", "a", "b", "nested"),
        scripts.stream().map(Script::name).toList());
    assertEquals("starts it: now", named(scripts, "run").description());
    assertEquals("removes what is left", named(scripts, "clean").description());
    assertEquals(List.of("make", "run"), named(scripts, "run").command());
    assertEquals(16, named(scripts, "run").line());
    assertEquals("make plain", named(scripts, "plain").description());
  }

  @Test
  void makefile_gnuNameIsTheOneMakeReads() throws IOException {
    Files.writeString(project.resolve("GNUmakefile"), "gnu:\n");
    assertEquals(
        List.of("gnu"), discover("Makefile", "other:\n").stream().map(Script::name).toList());
  }

  @Test
  void justfile_offersRecipesThatNeedNothing() throws IOException {
    List<Script> scripts =
        discover(
            "justfile",
            """
            set dotenv-load
            version := "1"
            alias b := build
            # builds all
            build: (dep "x")
              cargo build
            test filter="": build
            deploy host: build
            logs *flags:
            _hidden:
            [private]
            secret:
            @quiet:
              echo hi: there
            """);
    assertEquals(
        List.of("build", "logs", "quiet", "test"), scripts.stream().map(Script::name).toList());
    assertEquals("builds all", scripts.getFirst().description());
    assertEquals(List.of("just", "build"), scripts.getFirst().command());
  }

  private static Script named(List<Script> scripts, String name) {
    return scripts.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private List<Script> discover(String file, String text) throws IOException {
    Files.writeString(project.resolve(file), text);
    return ScriptDiscoverer.discover(project).scripts();
  }
}
