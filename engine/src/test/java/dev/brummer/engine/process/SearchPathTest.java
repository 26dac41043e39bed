package dev.brummer.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchPathTest {
  @TempDir Path directory;

  @Test
  void find_returnsTheFirstExecutableFile() throws IOException {
    Path first = Files.createDirectories(directory.resolve("first"));
    Path second = Files.createDirectories(directory.resolve("second"));
    Files.writeString(first.resolve("tool"), "");
    Files.createDirectories(first.resolve("folder"));
    Path tool = Files.writeString(second.resolve("tool"), "");
    assertTrue(tool.toFile().setExecutable(true));
    SearchPath path = SearchPath.of(Map.of("PATH", first + "::" + second));
    assertEquals(tool, path.find("tool"));
    assertNull(path.find("folder"));
    assertNull(path.find("missing"));
  }

  @Test
  void candidates_resolveRelativeEntries() {
    SearchPath path = SearchPath.of(Map.of("PATH", "/bin::tools"));
    assertEquals(
        List.of(Path.of("/bin/x"), Path.of("/shop/x"), Path.of("/shop/tools/x")),
        path.candidates("x", Path.of("/shop")));
  }

  @Test
  void environmentWithoutPath_hasTheDefault() {
    assertEquals(List.of("/usr/bin", "/bin"), SearchPath.of(Map.of()).directories());
  }
}
