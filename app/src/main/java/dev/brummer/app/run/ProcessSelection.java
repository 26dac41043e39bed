package dev.brummer.app.run;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.script.Scripts;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which of the scripts found are meant by the names given. Pure.
public final class ProcessSelection {
  private static final int MAX_SHOWN = 12;

  private ProcessSelection() {}

  /// The names of those meant, in the order asked for: a script, a glob, or a whole group.
  ///
  /// @param warnings what could not be read
  /// @throws UserException if a name means nothing here
  static SequencedSet<String> resolve(
      List<ProcessSpec> all, List<String> asked, Path directory, List<String> warnings) {
    SequencedSet<String> chosen = new LinkedHashSet<>();
    if (!asked.isEmpty() && all.isEmpty()) {
      throw nothingToRun(directory, warnings);
    }
    for (String name : asked) {
      chosen.addAll(match(all, name, directory));
    }
    return chosen;
  }

  private static List<String> match(List<ProcessSpec> scripts, String asked, Path directory) {
    List<String> names = scripts.stream().map(ProcessSpec::name).toList();
    List<String> matching = Scripts.matching(asked, names);
    if (!matching.isEmpty()) {
      return matching;
    }
    List<String> group =
        scripts.stream().filter(s -> s.group().equals(asked)).map(ProcessSpec::name).toList();
    if (group.isEmpty()) {
      throw unknownName(scripts, names, asked, directory);
    }
    return group;
  }

  private static UserException unknownName(
      List<ProcessSpec> scripts, List<String> names, String asked, Path directory) {
    Set<String> all = new TreeSet<>(names);
    scripts.forEach(script -> all.add(script.group()));
    List<String> near = Scripts.nearest(asked, all);
    String hint =
        near.isEmpty()
            ? "there are " + abbreviate(names)
            : "did you mean " + String.join(" or ", near) + "?";
    return UserException.usage(
        "no script is called \"" + asked + "\" in " + directory + ": " + hint);
  }

  /// @param warnings what could not be read: then that is what is wrong
  public static UserException nothingToRun(Path directory, List<String> warnings) {
    return UserException.usage(
        warnings.isEmpty()
            ? "nothing to run in "
                + directory
                + ": looked for brummer.toml, package.json, Procfile, Makefile, justfile and build files (Maven,"
                + " Gradle, Cargo, Go); go to a project, name it with --dir, or give a command"
                + " after --"
            : "nothing to run in " + directory + ": " + String.join("; ", warnings));
  }

  /// @param command that wants names
  public static UserException noNames(List<ProcessSpec> all, String command) {
    return UserException.usage(
        "without a UI to choose in, say what to run: "
            + abbreviate(all.stream().map(ProcessSpec::name).toList())
            + " ("
            + command
            + " NAME…)");
  }

  private static String abbreviate(List<String> names) {
    String shown = names.stream().limit(MAX_SHOWN).collect(Collectors.joining(", "));
    return names.size() <= MAX_SHOWN
        ? shown
        : shown + " and " + (names.size() - MAX_SHOWN) + " more";
  }
}
