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

/// The guide's tables of keys are generated from the bindings; `-Dgolden.accept=true` rewrites
/// them.
final class KeyTableTest {
  private static final Path PAGE = Path.of("../app/src/docs/keys.md");
  private static final String BEGIN = "<!-- generated keys -->\n";
  private static final String END = "<!-- /generated -->";
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
  void tables_areThoseOfTheBindings() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertTrue(from >= BEGIN.length() && to >= from, "the page has the markers of the tables");
    if (Boolean.getBoolean("golden.accept")) {
      Files.writeString(PAGE, page.substring(0, from) + tables() + page.substring(to));
      throw new TestAbortedException("rewrote the keys in the guide");
    }
    assertEquals(tables(), page.substring(from, to));
  }

  private static String tables() {
    StringBuilder out = new StringBuilder();
    SHOWN.forEach(context -> append(out, context));
    return out.append(table("Lists"))
        .append("| `j` `k` `g` `G` `PgUp` `PgDn` `Ctrl-U` `Ctrl-D` | move |\n")
        .toString();
  }

  private static void append(StringBuilder out, KeyContext context) {
    out.append(table(context.title()));
    for (Binding binding : Bindings.of(context)) {
      boolean views = binding.kind() == Kind.VIEW;
      boolean furtherView = views && !binding.keys().contains(Key.of("1"));
      if (binding.kind() != Kind.CURSOR && !furtherView) {
        out.append("| ")
            .append(views ? "`1` … `7`" : keys(binding))
            .append(" | ")
            .append(views ? "show a view" : binding.help())
            .append(" |\n");
      }
    }
    out.append('\n');
  }

  private static String table(String heading) {
    return "## " + heading + "\n\n| key | what |\n|---|---|\n";
  }

  private static String keys(Binding binding) {
    return "`" + binding.keyLabels().replace(" ", "` `") + "`";
  }
}
