package dev.brummer.app.command;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.text.VisibleText;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Default values of options from the environment: `BRUMMER_PROXY_PORT` for `--proxy-port`.
///
/// The command line overrides the environment. Empty variables are ignored. Flags accept 1/0,
/// yes/no, on/off and true/false.
public final class EnvironmentDefaults implements IDefaultValueProvider {
  private final Map<String, String> environment;

  public EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String variable = variable(option.longestName());
    String value = environment.getOrDefault(variable, "");
    if (value.isEmpty()) {
      return null;
    }
    boolean flag = option.arity().max() == 0;
    return flag ? flag(variable, value) : value;
  }

  /// Name of the variable for an option.
  public static String variable(String option) {
    return "BRUMMER_"
        + option.replaceFirst("^--?(\\[no-])?", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static String flag(String variable, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "1", "yes", "on", "true" -> "true";
      case "0", "no", "off", "false" -> "false";
      default ->
          throw UserException.usage(
              "invalid value " + VisibleText.quoted(value) + " for " + variable + ": use 1 or 0");
    };
  }
}
