package dev.brummer.perf.program;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Commands that run the JVM of this process for something else.
public final class JvmCommand {
  private JvmCommand() {}

  /// Returns the path of `java`.
  public static String executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// Returns the command that runs a class of this program that needs the JDK only.
  ///
  /// @param options of the JVM
  public static List<String> of(List<String> options, Class<?> mainClass, String... arguments) {
    try {
      Path classes = Path.of(mainClass.getProtectionDomain().getCodeSource().getLocation().toURI());
      List<String> command = new ArrayList<>(List.of(executable()));
      command.addAll(options);
      command.addAll(List.of("-cp", classes.toString(), mainClass.getName()));
      command.addAll(List.of(arguments));
      return command;
    } catch (URISyntaxException invalid) {
      throw new IllegalStateException(invalid);
    }
  }
}
