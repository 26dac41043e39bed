package dev.brummer.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.app.manual.CommandReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/// The generated parts of the guide are current; `-Dgolden.accept=true` rewrites them and aborts
/// the test. The table of keys is that of `KeyTableTest` in the tui module.
class GeneratedPartsTest {
  private static Stream<Arguments> parts() {
    return Stream.of(
        part("configuration.md", "config-file", KeyReference::ofFile),
        part("configuration.md", "config-process", KeyReference::ofProcess),
        part("commands.md", "commands", CommandReference::markdown),
        part("benchmarks.md", "benchmarks", BenchmarkFigures::markdown));
  }

  private static Arguments part(String page, String name, Supplier<String> generator) {
    return Arguments.of(page, name, generator);
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("parts")
  void part_isCurrent(String file, String name, Supplier<String> generator) throws IOException {
    DocPage page = DocPage.ofGuide(file);
    if (Boolean.getBoolean("golden.accept")) {
      page.withGenerated(name, generator.get()).write();
      throw new TestAbortedException("rewrote " + name + " in " + file);
    }
    assertEquals(generator.get(), page.generated(name));
  }

  @Test
  void part_isReplacedBetweenItsMarkers() {
    String text = "a\n<!-- generated x -->\nold\n<!-- /generated -->\nb\n";
    DocPage page = new DocPage(Path.of("a.md"), text);
    assertEquals("old\n", page.generated("x"));
    assertEquals(text.replace("old", "new"), page.withGenerated("x", "new\n").text());
  }
}
