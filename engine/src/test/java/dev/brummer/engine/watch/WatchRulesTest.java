package dev.brummer.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WatchRulesTest {
  @ParameterizedTest
  @CsvSource({
    "src/app.js, true",
    "README.md, true",
    "node_modules/a/index.js, false",
    "packages/a/node_modules/b.js, false",
    "target/classes/A.class, false",
    ".git/index, false",
    "src/.app.js.swp, false",
    "src/app.js~, false",
    "src/4913, false",
    "server.log, false",
    "shop.db-wal, false"
  })
  void withoutPatterns_allMattersButWhatToolsMake(Path file, boolean matters) {
    assertEquals(matters, new WatchRules(List.of(), List.of()).isRelevant(file));
  }

  @ParameterizedTest
  @CsvSource({
    "src/app.js, true",
    "src/deep/er/app.js, true",
    "test/app.js, false",
    "config/a.json, true",
    "a.json, true",
    "src/app.test.js, false"
  })
  void patterns_sayWhatMatters(Path file, boolean matters) {
    WatchRules rules = new WatchRules(List.of("src/**", "*.json"), List.of("*.test.js"));
    assertEquals(matters, rules.isRelevant(file));
  }

  @ParameterizedTest
  @CsvSource({"src, true", "src/deep, true", "test, false", "node_modules, false", "'', true"})
  void directories_areEnteredWhereSomethingMayMatter(Path directory, boolean enters) {
    assertEquals(
        enters, new WatchRules(List.of("src/**/*.js"), List.of()).mayContainRelevant(directory));
  }

  @ParameterizedTest
  @CsvSource({"src/a.js, true", "src/b/a.js, true", "lib/a.js, false"})
  void directoryWithoutWildcard_meansAllBelow(Path file, boolean matters) {
    assertEquals(matters, new WatchRules(List.of("./src/"), List.of()).isRelevant(file));
  }
}
