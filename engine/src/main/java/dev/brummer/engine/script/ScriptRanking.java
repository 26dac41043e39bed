package dev.brummer.engine.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Orders scripts by how likely they are to be started, and tells which are noise. Confined to one
/// thread.
///
/// Of one file: development servers first, then their variants, life-cycle hooks last, otherwise in
/// file order. Of a project: what runs until it is stopped, then the rest, then noise; in each of
/// these parts the root before its packages.
final class ScriptRanking {
  private static final List<String> FIRST = List.of("dev", "develop", "start", "serve", "watch");

  private static final Set<String> HOOKS =
      Set.of(
          "prepare",
          "prepublish",
          "prepublishOnly",
          "prepack",
          "postpack",
          "dependencies",
          "preversion",
          "postversion",
          "preinstall",
          "install",
          "postinstall",
          "husky",
          "pre-commit",
          "precommit",
          "pre-push",
          "commitlint",
          "lint-staged");

  /// Longer names are not matched: the time that it takes grows faster than their length.
  private static final int MAX_CHECK_NAME = 200;

  private static final Pattern CHECK =
      Pattern.compile(
          "(?:\\w+[:_.-])*(?:(?:es|style|oxc?|ts|md|markdown)?lint|fmt|format|prettier|biome|eslint|test"
              + "|tests|spec|unit|e2e|coverage|cov|type-?check|types-?check|check-?types|tsc|check"
              + "|format-?check|check-?format|spell-?check|knip|sherif|publint|attw)"
              + "(?:[:_.-].*)?");

  /// Whether a script of this name only checks something: names are mostly the same in all packages
  /// of a workspace.
  private final Map<String, Boolean> checks = new HashMap<>();

  /// The scripts of one file, the likely ones first.
  static List<Script> sorted(List<Script> scripts) {
    Set<String> names = new HashSet<>();
    scripts.forEach(script -> names.add(script.localName()));
    Predicate<String> isHook = name -> isHook(name, names);
    List<Script> sorted = new ArrayList<>(scripts);
    sorted.sort(
        (a, b) -> Integer.compare(rank(a.localName(), isHook), rank(b.localName(), isHook)));
    return sorted;
  }

  private static int rank(String name, Predicate<String> isHook) {
    int exact = FIRST.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    if (isHook.test(name)) {
      return FIRST.size() + 2;
    }
    int colon = name.indexOf(':');
    boolean variant = colon > 0 && FIRST.contains(name.substring(0, colon));
    return FIRST.size() + (variant ? 0 : 1);
  }

  /// The scripts of one file, those folded that are hooks of another one or only check something.
  /// What starts with its group is never folded.
  List<Script> folded(List<Script> scripts) {
    Set<String> names = new HashSet<>();
    scripts.forEach(script -> names.add(script.localName()));
    List<Script> folded = new ArrayList<>();
    for (Script script : scripts) {
      String name = script.localName();
      boolean noise = !script.startsWithGroup() && (isHook(name, names) || isCheck(name));
      folded.add(noise ? script.fold() : script);
    }
    return folded;
  }

  private boolean isCheck(String name) {
    return name.length() <= MAX_CHECK_NAME
        && checks.computeIfAbsent(name, it -> CHECK.matcher(it.toLowerCase(Locale.ROOT)).matches());
  }

  /// All scripts of a project in the order of lists. A script that is split stands with its parts.
  ///
  /// @param ofRoot whether a script belongs to the project and not to one of its packages
  static List<Script> project(List<Script> scripts, Predicate<Script> ofRoot) {
    Set<String> groups = new HashSet<>();
    for (Script script : scripts) {
      if (script.startsWithGroup()) {
        groups.add(script.group());
      }
    }
    List<Script> sorted = new ArrayList<>(scripts);
    sorted.sort((a, b) -> Integer.compare(order(a, groups, ofRoot), order(b, groups, ofRoot)));
    return sorted;
  }

  /// Comparators made of functions would be generated at run time, in every start.
  private static int order(Script script, Set<String> groups, Predicate<Script> ofRoot) {
    return 2 * tier(script, groups) + (ofRoot.test(script) ? 0 : 1);
  }

  private static int tier(Script script, Set<String> groups) {
    if (script.folded()) {
      return groups.contains(script.name()) ? 0 : 2;
    }
    return script.startsWithGroup() || FIRST.contains(script.localName()) ? 0 : 1;
  }

  private static boolean isHook(String name, Set<String> all) {
    return HOOKS.contains(name) || isHookOf(name, "pre", all) || isHookOf(name, "post", all);
  }

  private static boolean isHookOf(String name, String prefix, Set<String> all) {
    if (!name.startsWith(prefix)) {
      return false;
    }
    String hooked = name.substring(prefix.length());
    return all.contains(hooked)
        || hooked.equals("install")
        || hooked.equals("version")
        || hooked.equals("publish")
        || hooked.equals("uninstall");
  }
}
