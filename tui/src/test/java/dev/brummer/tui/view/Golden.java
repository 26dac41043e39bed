package dev.brummer.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Canvas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/// Compares painted screens with the text files in `golden/`.
///
/// `-Dgolden.accept=true` rewrites them and then aborts the test, so it never passes while it
/// rewrites: read the difference before it is committed.
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  static String paint(Model model, int columns, int rows) {
    Canvas canvas = new Canvas(false);
    canvas.resize(columns, rows);
    new RootView(canvas).paint(model);
    return canvas.screenText();
  }

  static void compare(String name, String picture) throws IOException {
    Path file = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.accept")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, picture);
      throw new TestAbortedException("rewrote " + file);
    }
    assertEquals(Files.readString(file), picture, name);
  }
}
