package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The manual pages and completion functions of the image.
@Timeout(180)
class ManualIT {
  @TempDir Path directory;

  private static Path share() {
    return BuiltImage.launcher().getParent().resolveSibling("share");
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(root::relativize).sorted().toList();
    }
  }

  @Test
  void pages_haveNoWarning() throws Exception {
    RequiredPrograms.require("groff");
    for (Path page : files(share().resolve("man"))) {
      String file = share().resolve("man").resolve(page).toString();
      Process groff =
          new ProcessBuilder("groff", "-man", "-ww", "-Tutf8", "-P-cbou", file)
              .redirectOutput(directory.resolve("out").toFile())
              .start();
      String warnings = new String(groff.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(groff.waitFor(30, TimeUnit.SECONDS));
      assertEquals("", warnings);
      String text = Files.readString(directory.resolve("out"));
      assertTrue(text.contains("NAME") && text.contains("SEE ALSO"), text);
    }
  }

  @Test
  void everyCommand_hasAPage() throws Exception {
    List<String> pages =
        files(share().resolve("man")).stream().map(it -> it.getFileName().toString()).toList();
    List<String> commands =
        BuiltImage.run(directory, "__complete", "zsh", "brummer", "")
            .out()
            .lines()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(':')))
            .toList();
    assertTrue(commands.size() > 20, commands.toString());
    for (String command : commands) {
      assertTrue(pages.contains("brummer-" + command + ".1"), command);
    }
    assertTrue(pages.contains("brummer.1") && pages.contains("brummer-mcp-install.1"), "" + pages);
    assertTrue(pages.contains("brummer.toml.5") && pages.contains("brummer-keys.7"), "" + pages);
  }

  @Test
  void pagesAndFunctions_areReproducible() throws Exception {
    BuiltImage.Result result = BuiltImage.run(directory, "__share", "again");
    assertEquals(0, result.code(), result.toString());
    Path again = directory.resolve("again");
    assertEquals(files(share()), files(again));
    for (Path file : files(again)) {
      assertArrayEquals(
          Files.readAllBytes(share().resolve(file)), Files.readAllBytes(again.resolve(file)));
    }
  }

  @Test
  void help_ofACommand_isItsHelp() throws Exception {
    BuiltImage.Result help = BuiltImage.run(directory, "help", "stop");
    assertEquals(BuiltImage.run(directory, "stop", "--help").out(), help.out());
    assertTrue(help.out().contains("brummer stop all"), help.out());
    assertTrue(BuiltImage.run(directory, "help", "mcp", "install").out().contains("CLIENT"));
    BuiltImage.Result unknown = BuiltImage.run(directory, "help", "stpo");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("did you mean \"stop\"") || unknown.err().contains("stop"));
  }
}
