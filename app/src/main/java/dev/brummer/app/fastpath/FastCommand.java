package dev.brummer.app.fastpath;

import java.util.List;
import java.util.concurrent.Callable;

/// A command that [FastParser] can fill. Its options are those of its picocli annotations.
public interface FastCommand extends Callable<Integer> {
  /// The long name of a short option such as `-d`; empty if the command has no such option.
  String longName(String shortName);

  /// Sets the option with a long name.
  ///
  /// @return false if the command has no such option
  boolean set(OptionValue option);

  /// Sets the positional arguments.
  ///
  /// @param typed all arguments as typed, which contain the command and a separator `--`
  /// @return false if the command does not take them
  boolean setOperands(List<String> operands, List<String> typed);
}
