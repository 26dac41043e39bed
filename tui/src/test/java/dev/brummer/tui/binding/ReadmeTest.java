package dev.brummer.tui.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.tui.binding.Binding.Kind;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.key.KeyContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// The README's key table is generated from the bindings; `-Dgolden.accept=true` rewrites it.
final class ReadmeTest {
  private static final Path README = Path.of("../README.md");
  private static final String BEGIN = "<!-- keys -->\n";
  private static final String END = "<!-- /keys -->";
  private static final List<KeyContext> SHOWN =
      List.of(
          KeyContext.GLOBAL,
          KeyContext.PROCESSES,
          KeyContext.LOGS,
          KeyContext.ERRORS,
          KeyContext.URLS,
          KeyContext.REQUESTS,
          KeyContext.PAGES,
          KeyContext.AGENTS);

  @Test
  void tableOfKeys_isThatOfTheBindings() throws IOException {
    String readme = Files.readString(README);
    int from = readme.indexOf(BEGIN) + BEGIN.length();
    int to = readme.indexOf(END);
    assertTrue(from >= BEGIN.length() && to >= from, "README has the markers of the table");
    if (Boolean.getBoolean("golden.accept")) {
      Files.writeString(README, readme.substring(0, from) + table() + readme.substring(to));
      throw new TestAbortedException("rewrote the keys in the README");
    }
    assertEquals(table(), readme.substring(from, to));
  }

  private static String table() {
    StringBuilder out = new StringBuilder("| where | key | what |\n|---|---|---|\n");
    for (KeyContext context : SHOWN) {
      String where = context.title();
      for (Binding binding : Bindings.of(context)) {
        boolean views = binding.kind() == Kind.VIEW;
        boolean furtherView = views && !binding.keys().contains(Key.of("1"));
        if (binding.kind() == Kind.CURSOR || furtherView) {
          continue;
        }
        out.append("| ").append(where).append(" | ");
        where = "";
        out.append(views ? "`1` … `7`" : keys(binding)).append(" | ");
        out.append(views ? "show a view" : binding.help()).append(" |\n");
      }
    }
    return out.append("| Lists | `j` `k` `g` `G` `PgUp` `PgDn` `Ctrl-U` `Ctrl-D` | move |\n")
        .toString();
  }

  private static String keys(Binding binding) {
    return "`" + binding.keyLabels().replace(" ", "` `") + "`";
  }
}
