package dev.brummer.app.fastpath;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Parses one command line into a [FastCommand], or leaves it to picocli.
public final class FastParser {
  private static final String VARIABLE_PREFIX = "BRUMMER_";
  private static final String NEGATION = "--no-";
  private static final String END_OF_OPTIONS = "--";

  private final FastCommand command;
  private final List<String> operands = new ArrayList<>();
  private final Set<String> options = new HashSet<>();

  private FastParser(FastCommand command) {
    this.command = command;
  }

  /// Sets the fields of a command.
  ///
  /// @param command a new command; must not be used if the result is false
  /// @param environment variables such as `BRUMMER_UI` that are default values of options
  /// @param arguments name of the command and its arguments
  /// @return false if picocli has to parse the arguments
  public static boolean parse(
      FastCommand command, Map<String, String> environment, List<String> arguments) {
    try {
      FastParser parser = new FastParser(command);
      return parser.parseArguments(arguments) && parser.setDefaults(environment);
    } catch (UnsupportedArgumentException unsupported) {
      return false;
    }
  }

  private boolean parseArguments(List<String> arguments) {
    ListIterator<String> rest = arguments.listIterator(1);
    boolean onlyOperands = false;
    while (rest.hasNext()) {
      String argument = rest.next();
      if (argument.startsWith("@")) { // an argument file
        return false;
      }
      if (onlyOperands) {
        operands.add(argument);
      } else if (argument.equals(END_OF_OPTIONS)) {
        onlyOperands = true;
      } else if (argument.startsWith("-")) {
        if (!setOption(argument, rest)) {
          return false;
        }
      } else if (argument.isEmpty()) {
        return false;
      } else {
        operands.add(argument);
      }
    }
    return command.setOperands(operands, arguments);
  }

  private boolean setOption(String argument, ListIterator<String> rest) {
    boolean isLong = argument.startsWith(END_OF_OPTIONS);
    int assignment = isLong ? argument.indexOf('=') : -1;
    String value = assignment < 0 ? null : argument.substring(assignment + 1);
    String typed = assignment < 0 ? argument : argument.substring(0, assignment);
    String name = isLong ? typed : command.longName(typed);
    OptionValue option = OptionValue.typed(name, value, rest);
    return command.set(option) && (options.add(positive(name)) || option.isRepeatable());
  }

  private static String positive(String name) {
    return name.startsWith(NEGATION) ? "--" + name.substring(NEGATION.length()) : name;
  }

  /// An option that is set in both places is left to picocli.
  private boolean setDefaults(Map<String, String> environment) {
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      String value = variable.getValue();
      if (name.startsWith(VARIABLE_PREFIX) && !value.isEmpty()) {
        String suffix = name.substring(VARIABLE_PREFIX.length());
        String option = "--" + suffix.toLowerCase(Locale.ROOT).replace('_', '-');
        boolean isSet = command.set(OptionValue.ofEnvironment(option, value));
        if (isSet && (value.indexOf('$') >= 0 || options.contains(positive(option)))) {
          return false;
        }
      }
    }
    return true;
  }
}
