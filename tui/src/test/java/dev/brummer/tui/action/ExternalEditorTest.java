package dev.brummer.tui.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.tui.model.SourceLocation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExternalEditorTest {
  private static final Path SHOP = Path.of("/home/ada/shop");

  @ParameterizedTest
  @CsvSource({
    "vim, 'vim +42 /home/ada/shop/src/order.js'",
    "/usr/bin/nano -w, '/usr/bin/nano -w +42 /home/ada/shop/src/order.js'",
    "code --wait, 'code --wait -g /home/ada/shop/src/order.js:42:7'",
    "subl, 'subl /home/ada/shop/src/order.js:42:7'",
    "idea, 'idea --line 42 /home/ada/shop/src/order.js'",
    "ed, 'ed /home/ada/shop/src/order.js'"
  })
  void command_tellsTheLineAsTheEditorWantsIt(String editor, String command) {
    ExternalEditor made = ExternalEditor.of(Map.of("EDITOR", editor));
    SourceLocation place = SourceLocation.of(SHOP, "src/order.js:42:7");
    assertNotNull(made);
    assertNotNull(place);
    assertEquals(command, String.join(" ", made.command(place)));
  }

  @Test
  void visual_goesBeforeEditor() {
    ExternalEditor made = ExternalEditor.of(Map.of("EDITOR", "vi", "VISUAL", "code"));
    assertNotNull(made);
    assertEquals("code", made.name());
    assertTrue(!made.runsInTerminal());
  }

  @Test
  void nothingSetAndNothingInstalled_isNone() {
    assertNull(ExternalEditor.of(Map.of("PATH", "/nowhere")));
  }

  @ParameterizedTest
  @CsvSource({
    "src/cart.js:17:11, /home/ada/shop/src/cart.js, 17, 11",
    "/tmp/a.py:3, /tmp/a.py, 3, 0",
    "file:///tmp/a.mjs:9:1, /tmp/a.mjs, 9, 1",
    "./x.ts, /home/ada/shop/x.ts, 0, 0"
  })
  void place_isReadFromWhatIsPrinted(String printed, String file, int line, int column) {
    assertEquals(new SourceLocation(Path.of(file), line, column), SourceLocation.of(SHOP, printed));
  }
}
