package dev.brummer.app.config.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// The README's reference of keys is generated from the table; `-Dgolden.accept=true` rewrites it.
class KeyReferenceTest {
  private static final Path README = Path.of("../README.md");
  private static final String BEGIN = "<!-- config -->\n";
  private static final String END = "<!-- /config -->";

  @Test
  void reference_isThatOfTheTable() throws IOException {
    String readme = Files.readString(README);
    int from = readme.indexOf(BEGIN) + BEGIN.length();
    int to = readme.indexOf(END);
    assertTrue(from >= BEGIN.length() && to >= from, "README has the markers of the reference");
    if (Boolean.getBoolean("golden.accept")) {
      Files.writeString(
          README, readme.substring(0, from) + KeyReference.markdown() + readme.substring(to));
      throw new TestAbortedException("rewrote the keys in the README");
    }
    assertEquals(KeyReference.markdown(), readme.substring(from, to));
  }
}
