package dev.brummer.tui.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.key.Keymap;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
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
    for (Binding<Model> binding : Bindings.of(context)) {
      assertFalse(binding.keys().isEmpty(), binding.help());
      for (Key key : binding.keys()) {
        assertTrue(seen.add(key), key.label() + " twice in " + context);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(KeyContext.class)
  void help_isOneSentenceWithoutFullStop(KeyContext context) {
    for (Binding<Model> binding : Bindings.of(context)) {
      assertFalse(binding.help().isBlank(), binding.keyLabels());
      assertFalse(binding.help().endsWith("."), binding.help());
    }
  }

  /// Whatever state the screen is in, a key that cannot act says why in a whole sentence.
  @Test
  void whyNot_isASentenceOrNothing() {
    for (Model model : List.of(ShopFixture.nothing(), ShopFixture.idle(), ShopFixture.busy())) {
      for (Tab tab : Tab.values()) {
        model.tab(tab);
        for (KeyContext context : KeyContext.values()) {
          for (Binding<Model> binding : Bindings.of(context)) {
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
    Keymap<Model> keymap = Bindings.keymap();
    for (String key : keys.split(" ")) {
      assertNotNull(keymap.find(context, Key.of(key)), key + " in " + context);
    }
  }

  @Test
  void actions_areAllWithinReach() {
    Set<Action> reachable = new HashSet<>();
    for (KeyContext context : KeyContext.values()) {
      Bindings.of(context).forEach(binding -> reachable.add(binding.action()));
    }
    Set<Action> palette = Set.of(Action.Frame.MOUSE, Action.Frame.PLAIN, Action.Processes.STOP_ALL);
    List<Action[]> all =
        List.of(
            Action.Frame.values(),
            Action.Processes.values(),
            Action.Logs.values(),
            Action.Errors.values(),
            Action.Urls.values(),
            Action.Requests.values(),
            Action.Pages.values(),
            Action.Agents.values(),
            Action.Detail.values());
    for (Action action : all.stream().flatMap(Stream::of).toList()) {
      assertTrue(reachable.contains(action) || palette.contains(action), action.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"g", "G", "Ctrl-P", "Shift-Tab", "Space", "PgDn", "Alt-x", ":", "?", "Enter"})
  void key_readFromItsLabel_hasThatLabel(String label) {
    assertEquals(label, Key.of(label).label());
  }
}
