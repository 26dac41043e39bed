package dev.brummer.engine.script;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Orders scripts by how likely they are to be started: development servers first, lifecycle hooks
/// last, otherwise in file order.
final class ScriptRanking {
  private static final List<String> FIRST = List.of("dev", "develop", "start", "serve", "watch");

  private static final Set<String> HOOKS =
      Set.of("prepare", "prepublish", "prepublishOnly", "prepack", "postpack", "dependencies");

  private ScriptRanking() {}

  static List<Script> sorted(List<Script> scripts) {
    Set<String> names = scripts.stream().map(Script::name).collect(Collectors.toSet());
    return scripts.stream().sorted(Comparator.comparingInt(s -> rank(s.name(), names))).toList();
  }

  private static int rank(String name, Set<String> all) {
    int exact = FIRST.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    if (isHook(name, all)) {
      return FIRST.size() + 2;
    }
    int colon = name.indexOf(':');
    boolean variant = colon > 0 && FIRST.contains(name.substring(0, colon));
    return FIRST.size() + (variant ? 0 : 1);
  }

  private static boolean isHook(String name, Set<String> all) {
    return HOOKS.contains(name) || isHookOf(name, "pre", all) || isHookOf(name, "post", all);
  }

  private static boolean isHookOf(String name, String prefix, Set<String> all) {
    if (!name.startsWith(prefix)) {
      return false;
    }
    Set<String> hooked = new HashSet<>(all);
    hooked.addAll(Set.of("install", "version", "publish", "uninstall"));
    return hooked.contains(name.substring(prefix.length()));
  }
}
