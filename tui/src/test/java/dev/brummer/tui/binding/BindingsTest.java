package dev.brummer.tui.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.tui.binding.Binding.Kind;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.TextInput;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.view.ShopFixture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BindingsTest {
  @ParameterizedTest
  @EnumSource(KeyContext.class)
  void keys_areUniqueInTheirContext(KeyContext context) {
    Set<Key> seen = new HashSet<>();
    for (Binding binding : Bindings.of(context)) {
      assertFalse(binding.keys().isEmpty(), binding.help());
      for (Key key : binding.keys()) {
        assertTrue(seen.add(key), key.label() + " twice in " + context);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(KeyContext.class)
  void help_isOneSentenceWithoutFullStop(KeyContext context) {
    for (Binding binding : Bindings.of(context)) {
      assertFalse(binding.help().isBlank(), binding.keyLabels());
      assertFalse(binding.help().endsWith("."), binding.help());
    }
  }

  /// In every state of the model, a disabled binding gives a whole sentence as its reason.
  @Test
  void whyNot_isASentenceOrNothing() {
    for (Model model : List.of(ShopFixture.nothing(), ShopFixture.idle(), ShopFixture.busy())) {
      for (Tab tab : Tab.values()) {
        model.tab(tab);
        for (KeyContext context : KeyContext.values()) {
          for (Binding binding : Bindings.of(context)) {
            String reason = binding.disabledReason().apply(model);
            assertTrue(reason == null || reason.endsWith(".") && reason.length() > 8, reason);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GLOBAL, Tab Shift-Tab 1 2 3 4 5 6 7 ? : Ctrl-P q Ctrl-C Ctrl-L Ctrl-Z z Esc",
    "PROCESSES, Down Up j k g G PgUp PgDn Ctrl-U Ctrl-D / Enter i s x X r R n o m M",
    "LOGS, f / n N e E F End t w l b v y c S L j k g G PgUp PgDn Ctrl-U Ctrl-D",
    "ERRORS, Enter y j k g G",
    "URLS, o O y Enter j k g G",
    "REQUESTS, y j k g G",
    "PAGES, y j k g G",
    "QUITTING, Ctrl-C Esc"
  })
  void promisedKeys_areBound(KeyContext context, String keys) {
    for (String key : keys.split(" ")) {
      assertNotNull(Bindings.find(context, Key.of(key)), key + " in " + context);
    }
  }

  @Test
  void palette_offersEveryCommand_boundOrNot() {
    Model model = ShopFixture.busy();
    model.openPalette();
    Set<String> offered = new HashSet<>();
    PaletteEntries.palette(model, (Overlay.Palette) model.overlay())
        .forEach(entry -> offered.add(entry.text()));
    for (KeyContext context : KeyContext.values()) {
      for (Binding binding : context.isModal() ? List.<Binding>of() : Bindings.of(context)) {
        boolean moves = binding.kind() == Kind.CURSOR || binding.kind() == Kind.SCROLL;
        assertEquals(!moves, offered.contains(binding.help()), binding.help());
      }
    }
    GlobalKeys.unbound().forEach(binding -> assertTrue(offered.contains(binding.help())));
    assertTrue(offered.containsAll(List.of("stop all", "theme honey", "restart web")));
  }

  /// Includes the contexts without a pane.
  @Test
  void help_listsEveryBinding() {
    List<PaletteEntry> entries = help("");
    int all = Stream.of(KeyContext.values()).mapToInt(it -> Bindings.of(it).size()).sum();
    assertEquals(all, entries.stream().filter(it -> !it.binding().keys().isEmpty()).count());
  }

  @Test
  void help_explainsTheMeasurementsOfPages() {
    assertEquals("largest element painted; good up to 2.5 s", help("lcp").getFirst().text());
    assertEquals("LCP", help("largest").getFirst().keys());
  }

  private static List<PaletteEntry> help(String typed) {
    Model model = ShopFixture.busy();
    return PaletteEntries.help(model, new Overlay.Help(new TextInput(typed), new ListCursor()));
  }

  @ParameterizedTest
  @CsvSource({"g", "G", "Ctrl-P", "Shift-Tab", "Space", "PgDn", "Alt-x", ":", "?", "Enter"})
  void key_readFromItsLabel_hasThatLabel(String label) {
    assertEquals(label, Key.of(label).label());
  }
}
